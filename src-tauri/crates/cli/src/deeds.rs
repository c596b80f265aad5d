//! What was done, in words, for undo and redo to name.

use contract::DoneView;

use crate::args::Language;

/// A deed in words, with the names and counts it was done to.
pub fn words(done: &DoneView, language: Language) -> String {
    let (spanish, english) = named(&done.kind);
    let what = match language {
        Language::Es => spanish,
        Language::En => english,
    };
    let about: Vec<&str> =
        ["count", "name", "other"].iter().filter_map(|key| done.args.get(*key)).map(String::as_str).collect();
    let about: Vec<&str> = about.into_iter().filter(|text| !text.is_empty()).collect();
    if about.is_empty() { what.to_owned() } else { format!("{what}: {}", about.join(", ")) }
}

/// In Spanish and in English; in the plural where it is told with a count.
fn named(kind: &str) -> (&'static str, &'static str) {
    match kind {
        "sample_loaded" => ("muestra cargada", "sample loaded"),
        "client_added" => ("cliente añadido", "client added"),
        "client_changed" => ("cliente modificado", "client changed"),
        "client_deleted" => ("cliente eliminado", "client deleted"),
        "clients_deleted" => ("clientes eliminados", "clients deleted"),
        "clients_imported" => ("clientes importados", "clients imported"),
        "questions_answered" => ("cuestionario respondido", "questionnaire answered"),
        "placement_chosen" => ("ubicación elegida a mano", "place chosen by hand"),
        "placement_released" => ("ubicación calculada restaurada", "computed place restored"),
        "override_set" => ("excepción añadida", "override set"),
        "override_removed" => ("excepción quitada", "override removed"),
        "provider_added" => ("proveedor añadido", "provider added"),
        "provider_changed" => ("proveedor modificado", "provider changed"),
        "provider_deleted" => ("proveedor eliminado", "provider deleted"),
        "firm_added" => ("empresa añadida", "firm added"),
        "firm_changed" => ("empresa modificada", "firm changed"),
        "firm_deleted" => ("empresa eliminada", "firm deleted"),
        "site_added" => ("sede añadida", "site added"),
        "site_changed" => ("sede modificada", "site changed"),
        "site_deleted" => ("sede eliminada", "site deleted"),
        "room_added" => ("sala añadida", "room added"),
        "room_changed" => ("sala modificada", "room changed"),
        "room_deleted" => ("sala eliminada", "room deleted"),
        "topic_added" => ("tema añadido", "topic added"),
        "topic_changed" => ("tema modificado", "topic changed"),
        "topic_deleted" => ("tema eliminado", "topic deleted"),
        "need_added" => ("necesidad añadida", "need added"),
        "needs_added" => ("necesidades añadidas", "needs added"),
        "need_changed" => ("necesidad modificada", "need changed"),
        "need_deleted" => ("necesidad eliminada", "need deleted"),
        "meeting_added" => ("reunión añadida", "meeting added"),
        "meeting_changed" => ("reunión modificada", "meeting changed"),
        "meeting_moved" => ("reunión movida", "meeting moved"),
        "meeting_cancelled" => ("reunión cancelada", "meeting cancelled"),
        "meeting_deleted" => ("reunión eliminada", "meeting deleted"),
        "meeting_locked" => ("bloqueo de la reunión cambiado", "meeting lock changed"),
        "draft_made" => ("borrador de plan creado", "draft plan made"),
        "draft_accepted" => ("reuniones del plan aceptadas", "meetings of the plan accepted"),
        "draft_discarded" => ("borrador descartado", "draft discarded"),
        "reply_read" => ("respuestas a invitaciones leídas", "answers to invitations read"),
        "reply_set" => ("respuesta a una invitación anotada", "answer to an invitation recorded"),
        "proposal_accepted" => ("otra hora aceptada", "another time taken"),
        "proposal_declined" => ("otra hora rechazada", "another time declined"),
        "poll_added" => ("consulta de fecha iniciada", "date poll started"),
        "poll_changed" => ("consulta de fecha modificada", "date poll changed"),
        "poll_answered" => ("respuesta a una consulta de fecha", "date poll answered"),
        "poll_closed" => ("consulta de fecha cerrada", "date poll closed"),
        "poll_deleted" => ("consulta de fecha eliminada", "date poll deleted"),
        "source_added" => ("calendario externo añadido", "outside calendar added"),
        "source_changed" => ("calendario externo modificado", "outside calendar changed"),
        "source_deleted" => ("calendario externo eliminado", "outside calendar deleted"),
        "account_added" => ("cuenta de calendario añadida", "calendar account added"),
        "account_changed" => ("cuenta de calendario modificada", "calendar account changed"),
        "account_deleted" => ("cuenta de calendario eliminada", "calendar account deleted"),
        "holidays_changed" => ("días festivos modificados", "public holidays changed"),
        "settings_changed" => ("ajustes modificados", "settings changed"),
        _ => ("cambio", "change"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn a_deed_is_told_with_what_it_was_done_to() {
        let told = |kind: &str, args: &[(&str, &str)], language| {
            let args: BTreeMap<String, String> =
                args.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
            words(&DoneView { kind: kind.to_owned(), args }, language)
        };
        for (kind, args, es, en) in [
            ("sample_loaded", &[][..], "muestra cargada", "sample loaded"),
            (
                "need_added",
                &[("name", "Molinos"), ("other", "Pagos")],
                "necesidad añadida: Molinos, Pagos",
                "need added: Molinos, Pagos",
            ),
            ("clients_imported", &[("count", "91")], "clientes importados: 91", "clients imported: 91"),
        ] {
            assert_eq!(told(kind, args, Language::Es), es);
            assert_eq!(told(kind, args, Language::En), en);
        }
    }

    #[test]
    fn every_deed_has_words() {
        use contract::Deed::*;
        for deed in [
            SampleLoaded,
            ClientsDeleted,
            QuestionsAnswered,
            PlacementReleased,
            OverrideSet,
            MeetingLocked,
            DraftDiscarded,
            SettingsChanged,
        ] {
            assert_ne!(named(&deed.word()).1, "change", "{deed:?}");
        }
    }
}

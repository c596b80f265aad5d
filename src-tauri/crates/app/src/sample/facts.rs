//! What people have recorded beside the answers: standing facts, and places chosen by hand.

use chrono::NaiveDate;
use domain::placement::Chosen;
use domain::{ClientId, Format, Override, OverrideId, OverrideKind, TopicId};

use super::clients::client_id;
use super::days::shifted;

fn topic_id(key: &str) -> TopicId {
    TopicId(format!("topic-{key}"))
}

/// Facts that override the recommended format; one of them has run out.
pub(super) fn overrides(today: NaiveDate) -> Vec<Override> {
    let fact = |client: &str, topic: &str, fact, author: &str, reason: &str, since: i64, until: Option<i64>| Override {
        id: OverrideId(format!("override-{client}")),
        client: client_id(client),
        topic: (!topic.is_empty()).then(|| topic_id(topic)),
        fact,
        author: author.to_owned(),
        reason: reason.to_owned(),
        since: shifted(today, -since),
        until: until.map(|days| shifted(today, days)),
        version: 0,
    };
    vec![
        fact(
            "colegio-santa-ines",
            "",
            OverrideKind::InPeace,
            "Beatriz Salcedo",
            "Cierre del año escolar: la dirección pidió no recibir llamadas ni reuniones.",
            20,
            Some(45),
        ),
        fact(
            "hotel-el-cafetal",
            "banca-electronica",
            OverrideKind::AskedFormat { format: Format::Visit },
            "Mariana Rojas",
            "La gerencia prefiere verlo a solas, en el hotel y antes del almuerzo.",
            34,
            None,
        ),
        fact(
            "constructora-tres-rios",
            "siniestros",
            OverrideKind::CriticalCase,
            "Hernán Villegas",
            "Reclamo abierto por el derrumbe del talud; tres áreas sin respuesta común.",
            6,
            None,
        ),
        fact(
            "textiles-aburra",
            "app-movil",
            OverrideKind::CultureForbids { format: Format::FocusGroup },
            "Andrés Quintero",
            "Empresa familiar: no habla de su operación delante de otras empresas.",
            210,
            None,
        ),
        fact(
            "transportes-la-linea",
            "",
            OverrideKind::InPeace,
            "Andrés Quintero",
            "Auditoría interna durante todo el mes.",
            75,
            Some(-40),
        ),
    ]
}

/// Places chosen by hand beside the computed ones; one of them has run out.
pub(super) fn chosen(today: NaiveDate) -> Vec<(ClientId, TopicId, Chosen)> {
    let place = |client: &str, topic: &str, (sharing, providers), author: &str, reason: &str, on: i64, until: i64| {
        let chosen = Chosen {
            sharing,
            providers,
            author: author.to_owned(),
            reason: reason.to_owned(),
            on: shifted(today, -on),
            until: Some(shifted(today, until)),
        };
        (client_id(client), topic_id(topic), chosen)
    };
    vec![
        place(
            "call-center-voces",
            "cobranza-nomina",
            (31.0, 72.0),
            "Patricia Lozano",
            "Cambian de sistema de nómina: por ahora conviene verlos a solas con los expertos.",
            12,
            60,
        ),
        place(
            "constructora-andes-verdes",
            "proyecto",
            (63.0, 74.0),
            "Andrés Quintero",
            "Quiere oír a otras constructoras antes de firmar las garantías.",
            8,
            90,
        ),
        place(
            "frutos-del-altiplano",
            "plan-anual",
            (61.0, 33.0),
            "Andrés Quintero",
            "Pidió comparar su plan con el de otros exportadores.",
            25,
            35,
        ),
        place(
            "hoteles-altos-de-usaquen",
            "banca-electronica",
            (24.0, 28.0),
            "Carolina Uzcátegui",
            "Temporada alta: una visita corta bastaba.",
            140,
            -30,
        ),
    ]
}

use domain::Suits;
use domain::Suits::{IfNeeded, No, Yes};
use proptest::prelude::*;

use super::*;

const TOKEN: &str = "k7f3-Q9x2-abcd";

/// The form of a question, with these marks.
fn form(marks: [&str; 3]) -> String {
    format!(
        "Entre los corchetes de cada fecha: x = sí, n = no, q = solo si hace falta.\n\n\
         Horas: hora de Caracas, UTC-4\n\n\
         [{}] 1  martes 12 de enero de 2027, 10:00–11:00\n\
         [{}] 2  miércoles 13 de enero de 2027, 10:00–11:00\n\
         [{}] 3  jueves 14 de enero de 2027, 16:00–17:00\n\n\
         Código de la consulta (no borrar): [cuadrante:{TOKEN}]\n",
        marks[0], marks[1], marks[2]
    )
}

fn quoted(text: &str) -> String {
    text.lines().map(|line| format!("> {line}\n")).collect()
}

fn mail(body: &str) -> String {
    format!("From: Luisa <luisa@sol.example>\nTo: ana@example.com\nSubject: Re: Consulta\nMIME-Version: 1.0\n{body}")
}

fn plain(text: &str) -> String {
    mail(&format!("Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{text}"))
}

fn check(name: &str, bytes: impl AsRef<[u8]>, want: &[(u32, Suits)]) {
    let got = read_answer(bytes.as_ref());
    let want = PollAnswer { token: TOKEN.to_owned(), slots: want.to_vec() };
    assert_eq!(got, Ok(want), "{name}\n{}", String::from_utf8_lossy(bytes.as_ref()));
}

#[test]
fn marks() {
    for (mark, want) in [
        ("x", Yes),
        (" X ", Yes),
        ("sí", Yes),
        ("SI", Yes),
        ("si\u{301}", Yes),
        ("yes", Yes),
        ("✓", Yes),
        ("n", No),
        (" no", No),
        ("No", No),
        ("q", IfNeeded),
        ("m", IfNeeded),
        ("quizá", IfNeeded),
        ("Quizás", IfNeeded),
        ("si hace  falta", IfNeeded),
        ("Maybe", IfNeeded),
        ("if needed", IfNeeded),
        ("_x_", Yes),
    ] {
        check(mark, form([mark, " ", ""]), &[(1, want)]);
    }
}

#[test]
fn forms_come_back_in_many_ways() {
    let filled = form(["x", "n", " "]);
    let want = [(1, Yes), (2, No)];
    check("the file", &filled, &want);
    check("the file, with a mark and CRLF", format!("\u{feff}{}", filled.replace('\n', "\r\n")), &want);
    let (windows, _, _) = encoding_rs::WINDOWS_1252.encode(&filled);
    check("the file, from an old editor", windows, &want);
    let utf16 = [0xff, 0xfe].into_iter().chain(filled.encode_utf16().flat_map(u16::to_le_bytes)).collect::<Vec<_>>();
    check("the file, as UTF-16", utf16, &want);
    check("a mail", plain(&filled), &want);
    check(
        "marked in what is quoted",
        plain(&format!("Gracias.\n\nEl 3 de enero, Ana escribió:\n{}", quoted(&filled))),
        &want,
    );
    let blank = quoted(&form([" ", " ", " "]));
    check("above what is quoted", plain(&format!("{filled}\n\n{blank}")), &want);
    // An answer corrected: the second reply quotes the first.
    let corrected = format!("{}\n{}", form(["n", " ", " "]), quoted(&form(["x", "n", " "])));
    check("corrected", plain(&corrected), &[(1, No), (2, No)]);
    check(
        "in one's own words",
        plain(&format!("1: sí\n2) no.\n3 - si hace falta\n\n{blank}")),
        &[(1, Yes), (2, No), (3, IfNeeded)],
    );
    let wrapped = quoted(&filled).replace(" de 2027, ", " de\n> 2027, ");
    check("wrapped while quoting", plain(&wrapped), &want);
    let deep = quoted(&quoted(&filled)).replace("> > ", ">>");
    check("quoted twice", plain(&deep), &want);
    let subject = mail("Content-Type: text/plain\n\n1 no\n2 yes\n")
        .replace("Re: Consulta", &format!("Re: Consulta [cuadrante:{TOKEN}]"));
    check("two words and the subject", subject, &[(1, No), (2, Yes)]);
}

#[test]
fn html_is_read_as_text() {
    let filled = form(["x", "n", " "]);
    let want = [(1, Yes), (2, No)];
    let html = |html: String| {
        mail(&format!(
            "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n<html><body>{html}</body></html>"
        ))
    };
    let lines = |open: &str, close: &str| filled.lines().map(|line| format!("{open}{line}{close}")).collect::<String>();
    check("br", html(filled.replace('\n', "<br>\n")), &want);
    check("Gmail", html(format!("<div dir=\"ltr\">Hola</div>{}", lines("<div>", "</div>"))), &want);
    check("Outlook", html(lines("<p class=MsoNormal><span lang=ES>", "</span></p>").replace("] 1", "]&nbsp;1")), &want);
    let both = format!(
        "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n{filled}\n--b\n\
         Content-Type: text/html; charset=utf-8\n\n{}\n--b--\n",
        lines("<div>", "</div>")
    );
    check("both", mail(&both), &want);
}

#[test]
fn an_attached_sheet_is_read() {
    let (blank, filled) = (form([" ", " ", " "]), form(["x", " ", "q"]));
    let body = format!(
        "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\nVa adjunto.\n{}\n--b\n\
         Content-Type: text/plain; charset=utf-8; name=\"respuesta.txt\"\n\
         Content-Disposition: attachment; filename=\"respuesta.txt\"\n\n{filled}\n--b--\n",
        quoted(&blank)
    );
    check("attached", mail(&body), &[(1, Yes), (3, IfNeeded)]);
}

#[test]
fn faults_name_the_line() {
    let check = |text: &str, want: PollFault| assert_eq!(read_answer(text.as_bytes()), Err(want), "{text}");
    check(&form([" ", "", " "]), PollFault::NothingMarked);
    check(&form(["x", "", " "]).replace("cuadrante:", ""), PollFault::NoToken);
    check(&form(["x", "", " "]).replace(TOKEN, "corto"), PollFault::NoToken);
    check(&form(["x", "tal cual", " "]), PollFault::UnknownMark { line: 6, mark: "tal cual".into() });
    check(&format!("{}[n] 1\n", form(["x", "", " "])), PollFault::Contradiction { line: 10, slot: 1 });
    check(&format!("{}[cuadrante:otra-cosa]\n", form(["x", "", " "])), PollFault::SecondToken { line: 10 });
    check(&mail("Content-Type: text/plain\n\n \n"), PollFault::NoText);
    check("", PollFault::NoToken);
    let large = "x".repeat(MAX_BYTES + 1);
    check(&large, PollFault::TooLarge { bytes: MAX_BYTES as u32 + 1, limit: MAX_BYTES as u32 });
    assert_eq!(PollFault::UnknownMark { line: 6, mark: String::new() }.line(), Some(6));
    assert_eq!(PollFault::NoToken.line(), None);
}

/// This took five minutes for 8 MB: every beginning looked for its end in the rest of the line.
#[test]
fn a_line_full_of_beginnings_ends() {
    let line = BEFORE_TOKEN.repeat(MAX_BYTES / BEFORE_TOKEN.len() - 10);
    assert_eq!(read_answer(line.as_bytes()), Err(PollFault::NoToken));
    check("and a token at its end", format!("{line}{TOKEN}]\n[x] 1"), &[(1, Yes)]);
}

#[test]
fn tokens_are_plain() {
    for (text, want) in [("k7f3-Q9x2", true), ("corto", false), ("con espacio 1", false), ("ñandú-ñandú", false)] {
        assert_eq!(is_token(text), want, "{text}");
    }
    assert!(!is_token(&"a".repeat(65)) && is_token(&"a".repeat(64)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn whatever_comes_is_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = read_answer(&bytes);
    }

    #[test]
    fn text_around_an_answer_changes_nothing(before in "[a-zA-Zñáéí ,.\n]{0,200}", after in "[a-zA-Zñáéí ,.\n]{0,200}") {
        let text = format!("{before}\n{}\n{after}", form(["x", "n", "q"]));
        let got = read_answer(text.as_bytes());
        prop_assert_eq!(got.map(|answer| answer.slots), Ok(vec![(1, Yes), (2, No), (3, IfNeeded)]));
    }
}

use proptest::prelude::*;

use super::*;
use crate::table::{Delimiter, Encoding, TableFault};

const NORTHWIND: &[u8] = include_bytes!("../../tests/fixtures/northwind/customers.csv");

fn sheet(bytes: &[u8]) -> Sheet {
    inspect(bytes, &Choices::default()).unwrap()
}

fn clients(text: &str) -> Vec<RowResult> {
    read_clients(&sheet(text.as_bytes()))
}

fn faults(text: &str) -> Vec<(u32, Fault)> {
    clients(text).into_iter().filter_map(Result::err).map(|fault| (fault.line, fault.fault)).collect()
}

/// Text in an encoding, with its mark or without.
fn encode(text: &str, encoding: Encoding, mark: bool) -> Vec<u8> {
    let marked = if mark { format!("\u{feff}{text}") } else { text.to_owned() };
    match encoding {
        Encoding::Utf8 => marked.into_bytes(),
        Encoding::Utf16Le => marked.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        Encoding::Utf16Be => marked.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        Encoding::Windows1252 => {
            let (bytes, _, lost) = encoding_rs::WINDOWS_1252.encode(text);
            assert!(!lost);
            bytes.into_owned()
        }
    }
}

#[test]
fn northwind_goes_in_whole() {
    let sheet = sheet(NORTHWIND);
    assert_eq!((sheet.encoding, sheet.delimiter, sheet.header), (Encoding::Utf8, Delimiter::Comma, true));
    use ClientField::*;
    let mapping =
        [Code, Name, PersonName, PersonTitle, Address, City, Region, PostalCode, Country, Phone, Ignore, Sales];
    assert_eq!(sheet.mapping(), mapping);
    let clients = read_clients(&sheet).into_iter().collect::<Result<Vec<_>, _>>().unwrap();
    assert_eq!(clients.len(), 91);
    assert!(clients.iter().all(|client| client.sales.is_some() && client.zone.is_some()));
    let total = clients.iter().filter_map(|client| client.sales).sum::<f64>();
    let ana = &clients[1];
    assert_eq!((ana.line, ana.code.as_str(), ana.city.as_str(), ana.sales), (3, "ANATR", "México D.F.", Some(1402.95)));
    assert_eq!(ana.address, "Avda. de la Constitución 2222");
    assert_eq!(ana.zone, Some(ZoneName("America/Mexico_City".into())));
    assert_eq!(ana.people.len(), 1);
    assert_eq!((ana.people[0].name.as_str(), ana.people[0].phone.as_str()), ("Ana Trujillo", "(5) 555-4729"));
    let blonp = &clients[6];
    assert_eq!((blonp.address.as_str(), blonp.name.as_str()), ("24, place Kléber", "Blondesddsl père et fils"));
    assert_eq!((total * 100.0).round(), 126579301.0);
}

#[test]
fn every_encoding_with_every_delimiter() {
    let text = "Código,Razón social,Correo,Ventas\r\nA1,Peña e Hijos,ana@peña.es,\"1.402,95\"\r\nA2,\"Müller \"\"Söhne\"\"\nGmbH\",,\"310,00\"\r\n";
    for encoding in Encoding::ALL {
        for delimiter in Delimiter::ALL {
            for mark in [true, false] {
                let written =
                    text.replace(',', "\u{1}").replace("1.402\u{1}95", "1.402,95").replace("310\u{1}00", "310,00");
                let written = written.replace('\u{1}', &delimiter.character().to_string());
                let sheet = sheet(&encode(&written, encoding, mark && encoding != Encoding::Windows1252));
                let label = format!("{encoding:?} {delimiter:?} {mark}");
                assert_eq!((sheet.encoding, sheet.delimiter, sheet.header), (encoding, delimiter, true), "{label}");
                let clients = read_clients(&sheet).into_iter().collect::<Result<Vec<_>, _>>().unwrap();
                let got =
                    clients.iter().map(|c| (c.line, c.code.as_str(), c.name.as_str(), c.sales)).collect::<Vec<_>>();
                let want =
                    vec![(2, "A1", "Peña e Hijos", Some(1402.95)), (3, "A2", "Müller \"Söhne\" GmbH", Some(310.0))];
                assert_eq!(got, want, "{label}");
                assert_eq!(clients[0].people[0].email, "ana@peña.es", "{label}");
            }
        }
    }
}

#[test]
fn northwind_in_every_encoding_is_the_same() {
    let text = std::str::from_utf8(NORTHWIND).unwrap();
    let want = read_clients(&sheet(NORTHWIND));
    for encoding in Encoding::ALL {
        let sheet = sheet(&encode(text, encoding, false));
        assert_eq!(sheet.encoding, encoding);
        assert_eq!(read_clients(&sheet), want, "{encoding:?}");
    }
}

#[test]
fn titles_in_both_languages() {
    use ClientField::*;
    let attribute = |name: &str| Attribute(name.to_owned());
    let cases: [(&str, &str, Vec<ClientField>); 9] = [
        (
            "RIF;Razón social;Correo electrónico;Teléfono;País;Ventas 2026",
            "J-1;Uno;a@b.co;1;Chile;5",
            vec![Code, Name, Email, Phone, Country, Sales],
        ),
        ("Cliente;Nombre;Ventas", "C001;Panadería Sol;7", vec![Code, Name, Sales]),
        ("Empresa;Nombre;Apellidos;Cargo", "Sol;Ana;Pérez;Gerente", vec![Name, PersonName, PersonName, PersonTitle]),
        ("Nombre;Ciudad;Sector", "Sol;Caracas;Banca", vec![Name, City, attribute("Sector")]),
        (
            "Company;Industry;ZIP Code;Time zone",
            "Sun;Food;1;Europe/Madrid",
            vec![Name, attribute("Industry"), PostalCode, Zone],
        ),
        (
            "Cliente;Contacto;Etiquetas;Observaciones;Importancia",
            "Sol;Ana;a|b;x;80",
            vec![Name, PersonName, Tags, Notes, Value],
        ),
        ("Código;NIT;Empresa", "1;2;Sol", vec![Code, attribute("NIT"), Name]),
        ("Alfa;Beta;Gama", "Sol, C.A.;ana@sol.ve;Venezuela", vec![Name, Email, Country]),
        ("Account Name;Annual Revenue (USD);Website", "Sun;5;x.com", vec![Name, Sales, Ignore]),
    ];
    for (header, row, want) in cases {
        assert_eq!(sheet(format!("{header}\n{row}\n").as_bytes()).mapping(), want, "{header}");
    }
}

#[test]
fn without_titles() {
    use ClientField::*;
    let sheet = sheet(
        "A01,Panadería Sol,ana@sol.ve,(0212) 555-1234,1200.50\nA02,Luna,luis@luna.ve,(0212) 555-9999,80.00\n"
            .as_bytes(),
    );
    assert!(!sheet.header);
    assert_eq!(sheet.mapping(), [Code, Name, Email, Phone, Sales]);
    let lines = read_clients(&sheet).into_iter().map(|row| row.unwrap().line).collect::<Vec<_>>();
    assert_eq!(lines, [1, 2]);
    let one = inspect("Sol\nLuna\n".as_bytes(), &Choices::default()).unwrap();
    assert_eq!((one.header, one.mapping(), one.rows.len()), (false, vec![Name], 2));
}

#[test]
fn choices_are_followed() {
    use ClientField::*;
    let text = "Nombre;Dato\nSol;ana@sol.ve\n";
    let choices = Choices { header: Some(false), mapping: Some(vec![Notes, Name]), ..Choices::default() };
    let clients = read_clients(&inspect(text.as_bytes(), &choices).unwrap());
    let names = clients.iter().map(|c| c.as_ref().map(|c| (c.name.as_str(), c.notes.as_str()))).collect::<Vec<_>>();
    assert_eq!(names, [Ok(("Dato", "Nombre")), Ok(("ana@sol.ve", "Sol"))]);
    let comma = Choices { delimiter: Some(Delimiter::Comma), ..Choices::default() };
    assert_eq!(inspect(text.as_bytes(), &comma).unwrap().columns.len(), 1);
    let short = Choices { mapping: Some(vec![Name]), ..Choices::default() };
    assert_eq!(inspect(text.as_bytes(), &short), Err(TableFault::MappingLength { expected: 2, found: 1 }));
    let latin = Choices { encoding: Some(Encoding::Windows1252), ..Choices::default() };
    assert_eq!(inspect("Nombre\nPeña\n".as_bytes(), &latin).unwrap().rows[0].cells[0], "PeÃ±a");
    let utf8 = Choices { encoding: Some(Encoding::Utf8), ..Choices::default() };
    assert_eq!(inspect(b"Nombre\nPe\xf1a\n", &utf8), Err(TableFault::WrongEncoding { encoding: Encoding::Utf8 }));
}

#[test]
fn files_that_are_no_tables() {
    let check = |bytes: &[u8], want: TableFault| assert_eq!(inspect(bytes, &Choices::default()), Err(want));
    check(b"", TableFault::Empty);
    check(b"\xef\xbb\xbf\r\n \r\n", TableFault::Empty);
    check(b";;;\n;;;\n", TableFault::Empty);
    check(b"PK\x03\x04rest", TableFault::Spreadsheet);
    check(b"a\x00\x01\x02\x03b\x00", TableFault::NotText);
    check(&vec![b'a'; crate::table::MAX_BYTES + 1], TableFault::TooLarge { bytes: 67_108_865, limit: 67_108_864 });
    check(format!("a\n{}x", ",".repeat(500)).as_bytes(), TableFault::TooManyColumns { line: 2, limit: 400 });
    check("a\n".repeat(200_001).as_bytes(), TableFault::TooManyRows { limit: 200_000 });
}

#[test]
fn what_is_wrong_with_rows() {
    let text = "Código;Nombre;Correo;Zona;Valor;Ventas\n\
        1;Sol;ana@sol.ve;America/Caracas;50;1,50\n\
        2;;;;;\n\
        3;Luna;no es correo;;;\n\
        4;Mar;;Marte/Olimpo;;\n\
        5;Río;;;101;\n\
        6;Pez;;;;doce\n\
        7;Voz;;;;1.50\n\
        8;Luz;;;;1.500\n\
        9;Paz\n\
        10;Pan;;;;;extra\n\
        1;Otro;;;;\n\
        ;Sal;;;;\n\
        ;SAL;;;;\n\
        11;Fin;;;;;\n";
    let found = |found: &str| found.to_owned();
    let want = vec![
        (3, Fault::EmptyName),
        (4, Fault::BadEmail { found: found("no es correo") }),
        (5, Fault::UnknownZone { found: found("Marte/Olimpo") }),
        (6, Fault::OutOfRange { found: found("101"), min: 1, max: 100 }),
        (7, Fault::NotANumber { found: found("doce") }),
        (9, Fault::AmbiguousNumber { found: found("1.500") }),
        (10, Fault::RaggedRow { expected: 6, found: 2 }),
        (11, Fault::RaggedRow { expected: 6, found: 7 }),
        (12, Fault::DuplicateInFile { first_line: 2 }),
        (14, Fault::DuplicateInFile { first_line: 13 }),
    ];
    assert_eq!(faults(text), want);
    let email = clients(text).into_iter().filter_map(Result::err).nth(1).unwrap();
    assert_eq!((email.column.as_deref(), email.field), (Some("Correo"), Some(ClientField::Email)));
}

#[test]
fn an_open_quotation_mark_is_named() {
    let text = "Código,Nombre\n1,Sol\n2,\"Luna\n3,Mar\n";
    assert_eq!(faults(text), [(3, Fault::UnclosedQuote)]);
    let closed = "Código,Nombre\n1,Sol\n2,\"Luna\nMar\"\n";
    assert_eq!(clients(closed)[1].as_ref().unwrap().name, "Luna Mar");
}

#[test]
fn excels_own_first_line_tells_the_delimiter() {
    let text = "sep=;\nNombre;Ventas\nSol;1,5\n";
    let rows = clients(text);
    assert_eq!(rows[0].as_ref().map(|c| (c.line, c.name.as_str(), c.sales)), Ok((3, "Sol", Some(1.5))));
}

#[test]
fn several_columns_for_one_thing() {
    let rows = clients(
        "Empresa;Nombre;Apellidos;Correo;Etiquetas;Sector;Dirección 1;Dirección 2\nSol;Ana;Pérez;Ana <ana@sol.ve>;VIP, vip|norte;Banca;Av. 1;Piso 2\n",
    );
    let client = rows[0].as_ref().unwrap();
    assert_eq!((client.people[0].name.as_str(), client.people[0].email.as_str()), ("Ana Pérez", "ana@sol.ve"));
    assert_eq!(client.tags, ["VIP", "norte"]);
    assert_eq!(client.address, "Av. 1, Piso 2");
    assert_eq!(client.attributes, BTreeMap::from([("Sector".to_owned(), "Banca".to_owned())]));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn hostile_bytes_end_in_data(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        read_any(&bytes);
    }

    #[test]
    fn hostile_text_ends_in_data(text in "([a-zñ0-9,;\t\"\r\n.@€ \u{0}\u{feff}]{0,40}[,;\t\n\"]){0,30}") {
        for encoding in [Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be] {
            read_any(&encode(&text, encoding, true));
            read_any(&encode(&text, encoding, false));
        }
    }

    #[test]
    fn numbers_survive_both_ways_of_writing(cents in proptest::collection::vec(-100_000_000i64..100_000_000, 1..20)) {
        let grouped = |number: i64, group: char, decimal: char| {
            let (whole, rest) = (number.abs() / 100, number.abs() % 100);
            let digits = whole.to_string();
            let mut text = String::new();
            for (at, digit) in digits.chars().enumerate() {
                if at > 0 && (digits.len() - at) % 3 == 0 {
                    text.push(group);
                }
                text.push(digit);
            }
            format!("{}{text}{decimal}{rest:02}", if number < 0 { "-" } else { "" })
        };
        for (group, decimal) in [('.', ','), (',', '.'), (' ', ','), ('\'', '.')] {
            let rows = cents.iter().enumerate().map(|(at, n)| format!("{at}\tx\t{}\n", grouped(*n, group, decimal)));
            let text = format!("Código\tNombre\tVentas\n{}", rows.collect::<String>());
            let sales = clients(&text).into_iter().map(|row| row.unwrap().sales.unwrap()).collect::<Vec<_>>();
            let want = cents.iter().map(|n| *n as f64 / 100.0).collect::<Vec<_>>();
            prop_assert_eq!(sales, want);
        }
    }
}

/// Whatever comes in, every row comes out once, as a client or as a fault, under every choice.
fn read_any(bytes: &[u8]) {
    for encoding in [None, Some(Encoding::Utf8), Some(Encoding::Utf16Be), Some(Encoding::Windows1252)] {
        for header in [None, Some(true), Some(false)] {
            let choices = Choices { encoding, header, ..Choices::default() };
            if let Ok(sheet) = inspect(bytes, &choices) {
                let rows = read_clients(&sheet);
                assert_eq!(rows.len(), sheet.rows.len());
                assert!(rows.iter().flatten().all(|client| !client.name.is_empty()));
            }
        }
    }
}

//! A network between client and server that breaks where it is told to.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// How a connection ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// The server gets half of the request.
    MidRequest,
    /// The server gets the request and answers; the answer is lost.
    BeforeAnswer,
    /// The client gets half of the answer.
    MidAnswer,
}

#[derive(Default)]
struct Seen {
    /// Writings (PUT, DELETE) so far.
    writings: usize,
    /// What happens to the writing of that number, from one.
    cuts: BTreeMap<usize, Cut>,
}

pub struct Proxy {
    pub port: u16,
    seen: Arc<Mutex<Seen>>,
}

impl Proxy {
    pub async fn to(server: u16, cuts: &[(usize, Cut)]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let seen = Arc::new(Mutex::new(Seen { writings: 0, cuts: cuts.iter().copied().collect() }));
        let shared = seen.clone();
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                tokio::spawn(carry(client, server, shared.clone()));
            }
        });
        Self { port, seen }
    }

    pub fn writings(&self) -> usize {
        self.seen.lock().unwrap().writings
    }
}

/// Carries bytes both ways until either side ends or the connection is to be cut.
async fn carry(mut client: TcpStream, server: u16, seen: Arc<Mutex<Seen>>) {
    let Ok(mut server) = TcpStream::connect(("127.0.0.1", server)).await else { return };
    let (mut asked, mut answered) = (vec![0; 65536], vec![0; 65536]);
    let mut pending = None;
    loop {
        tokio::select! {
            read = client.read(&mut asked) => {
                let Ok(length @ 1..) = read else { return };
                let piece = &asked[..length];
                // One request at a time goes over a connection, and begins a piece of its own.
                if piece.starts_with(b"PUT ") || piece.starts_with(b"DELETE ") {
                    let mut seen = seen.lock().unwrap();
                    seen.writings += 1;
                    let number = seen.writings;
                    pending = seen.cuts.remove(&number);
                }
                if pending == Some(Cut::MidRequest) {
                    let _ = server.write_all(&piece[..length / 2]).await;
                    return;
                }
                if server.write_all(piece).await.is_err() {
                    return;
                }
            }
            read = server.read(&mut answered) => {
                let Ok(length @ 1..) = read else { return };
                let through = match pending {
                    Some(Cut::BeforeAnswer) => 0,
                    Some(Cut::MidAnswer) => 10,
                    _ => length,
                };
                if client.write_all(&answered[..through]).await.is_err() || pending.is_some() {
                    return;
                }
            }
        }
    }
}

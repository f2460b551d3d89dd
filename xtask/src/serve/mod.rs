//! `cargo xtask serve`: a small static server for the gallery and the browser tests.

mod answer;
mod path;

use crate::build;
use crate::sys::{Outcome, root};
use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

/// The port when none is named.
pub const PORT: u16 = 8080;

/// No request of a browser to a server of static files is longer.
const LONGEST_HEAD: usize = 16 * 1024;
const PATIENCE: Duration = Duration::from_secs(10);

/// The folders that are shown, under the addresses where they are shown; the first that fits counts.
#[derive(Clone)]
struct Site {
    mounts: [(&'static str, PathBuf); 3],
}

impl Site {
    fn of_repository() -> Site {
        let folder = |name: &str| root().join(name);
        let mounts = [("/qdviz", folder("pkg")), ("/cases", folder("tests/cases")), ("/", folder("www"))];
        Site { mounts }
    }
}

/// Builds what is missing and serves until stopped.
pub fn serve(port: u16, rebuild: bool) -> Outcome {
    if rebuild || !root().join("pkg").join(build::record::NAME).exists() {
        build::build(None)?;
    }
    let listener = listen(port)?;
    let address = local_address(&listener)?;
    println!("图册 · gallery: http://{address}/  (Ctrl+C 停止 · stops)");
    accept(&listener, &Site::of_repository());
    Ok(())
}

/// Serves the repository from a thread on a free port, as long as the program runs.
pub fn spawn() -> Outcome<SocketAddr> {
    let listener = listen(0)?;
    let address = local_address(&listener)?;
    thread::spawn(move || accept(&listener, &Site::of_repository()));
    Ok(address)
}

fn listen(port: u16) -> Outcome<TcpListener> {
    TcpListener::bind(("127.0.0.1", port)).map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => {
            let other = port.checked_add(1).unwrap_or(PORT);
            format!(
                "端口 {port} 已被占用，请换一个：cargo xtask serve --port {other}\n\
                 Port {port} is taken; try another: cargo xtask serve --port {other}"
            )
        }
        _ => format!("无法监听端口 {port} · cannot listen on port {port}: {error}"),
    })
}

fn local_address(listener: &TcpListener) -> Outcome<SocketAddr> {
    listener.local_addr().map_err(|error| format!("the listener has no address: {error}"))
}

fn accept(listener: &TcpListener, site: &Site) {
    for stream in listener.incoming().flatten() {
        let site = site.clone();
        // A browser that goes away in the middle of an answer is none of our concern.
        thread::spawn(move || drop(converse(stream, &site)));
    }
}

/// One request, one answer, and the connection closes: plain, and quick enough on one's own machine.
fn converse(mut stream: TcpStream, site: &Site) -> std::io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let head = read_head(&mut stream)?;
    stream.write_all(&answer::answer(site, &head))
}

fn read_head(stream: &mut TcpStream) -> std::io::Result<String> {
    let mut head = Vec::new();
    let mut part = [0; 2048];
    while !head.windows(4).any(|end| end == b"\r\n\r\n") && head.len() < LONGEST_HEAD {
        match stream.read(&mut part)? {
            0 => break,
            count => head.extend_from_slice(&part[..count]),
        }
    }
    Ok(String::from_utf8_lossy(&head).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_named_with_a_way_out() {
        let holder = listen(0).unwrap();
        let port = local_address(&holder).unwrap().port();
        let sentence = listen(port).unwrap_err();
        assert!(sentence.contains(&format!("端口 {port} 已被占用")), "{sentence}");
        assert!(sentence.contains("cargo xtask serve --port"), "{sentence}");
    }

    #[test]
    fn a_request_over_the_wire_is_answered_and_closed() {
        let address = spawn().unwrap();
        let mut stream = TcpStream::connect(address).unwrap();
        stream.write_all(b"GET /..%2fCargo.toml HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        assert!(text.starts_with("HTTP/1.1 404 "), "{text}");
    }
}

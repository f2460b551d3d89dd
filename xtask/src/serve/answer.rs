//! The HTTP side: which bytes with which headers answer a request.

use super::Site;
use super::path::{Found, find};
use crate::hash::sha256;
use std::fs;
use std::path::{Path, PathBuf};

/// The compressed forms in the order of liking: name in the headers, ending of the file.
const ENCODINGS: [(&str, &str); 2] = [("br", "br"), ("gzip", "gz")];

/// The parts of a request that count here.
struct Request<'a> {
    method: &'a str,
    address: &'a str,
    headers: &'a str,
}

impl<'a> Request<'a> {
    fn parse(head: &'a str) -> Option<Request<'a>> {
        let (first, headers) = head.split_once("\r\n")?;
        let mut words = first.split(' ').filter(|word| !word.contains(char::is_control));
        let (method, address, version) = (words.next()?, words.next()?, words.next()?);
        (version.starts_with("HTTP/1.") && words.next().is_none()).then_some(Request {
            method,
            address,
            headers,
        })
    }

    fn header(&self, name: &str) -> &'a str {
        let named = |line: &'a str| {
            let (found, value) = line.split_once(':')?;
            found.eq_ignore_ascii_case(name).then(|| value.trim())
        };
        self.headers.lines().find_map(named).unwrap_or_default()
    }

    fn accepts(&self, encoding: &str) -> bool {
        self.header("accept-encoding").split(',').any(|offer| {
            let (name, weight) = offer.split_once(';').unwrap_or((offer, "q=1"));
            let refused =
                weight.trim().strip_prefix("q=").is_some_and(|q| q.trim_matches(['0', '.']).is_empty());
            name.trim() == encoding && !refused
        })
    }
}

/// The whole answer to a request.
pub fn answer(site: &Site, head: &str) -> Vec<u8> {
    let Some(request) = Request::parse(head) else { return plain("400 Bad Request", "", true) };
    let with_body = request.method == "GET";
    if !with_body && request.method != "HEAD" {
        return plain("405 Method Not Allowed", "Allow: GET, HEAD\r\n", true);
    }
    match find(site, request.address) {
        Found::File(file) => send(&request, file),
        Found::Folder => {
            let address = request.address.split('?').next().unwrap_or_default();
            plain("301 Moved Permanently", &format!("Location: {address}/\r\n"), with_body)
        }
        Found::Nothing => plain("404 Not Found", "", with_body),
    }
}

fn send(request: &Request, file: PathBuf) -> Vec<u8> {
    let with_body = request.method == "GET";
    let (sent, encoding) = choose(request, &file);
    let Ok(body) = fs::read(&sent) else { return plain("404 Not Found", "", with_body) };
    let tag = format!("\"{}\"", &sha256(&body)[..16]);
    // `no-cache`: keep it, but ask each time whether it is still the same.
    let mut headers = format!("ETag: {tag}\r\nCache-Control: no-cache\r\nVary: Accept-Encoding\r\n");
    if request.header("if-none-match").split(',').any(|known| known.trim().trim_start_matches("W/") == tag) {
        return respond("304 Not Modified", &headers, None, &[]);
    }
    headers += &format!("Content-Type: {}\r\n", media_type(&file));
    if let Some(encoding) = encoding {
        headers += &format!("Content-Encoding: {encoding}\r\n");
    }
    respond("200 OK", &headers, Some(body.len()), if with_body { &body } else { &[] })
}

/// The file itself, or the compressed form beside it that the browser takes.
fn choose(request: &Request, file: &Path) -> (PathBuf, Option<&'static str>) {
    for (encoding, ending) in ENCODINGS {
        let beside = PathBuf::from(format!("{}.{ending}", file.display()));
        if request.accepts(encoding) && beside.is_file() {
            return (beside, Some(encoding));
        }
    }
    (file.to_owned(), None)
}

fn media_type(file: &Path) -> &'static str {
    match file.extension().and_then(|ending| ending.to_str()).unwrap_or_default() {
        // No charset: a page says its own, and an old portal's page says GBK.
        "html" => "text/html",
        "css" => "text/css; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "txt" | "md" | "ts" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "ico" => "image/x-icon",
        "wasm" => "application/wasm",
        _ => "application/octet-stream",
    }
}

/// An answer that says only its own status.
fn plain(status: &str, headers: &str, with_body: bool) -> Vec<u8> {
    let headers = format!("{headers}Content-Type: text/plain; charset=utf-8\r\n");
    respond(status, &headers, Some(status.len()), if with_body { status.as_bytes() } else { &[] })
}

fn respond(status: &str, headers: &str, length: Option<usize>, body: &[u8]) -> Vec<u8> {
    let length = length.map(|length| format!("Content-Length: {length}\r\n")).unwrap_or_default();
    let fixed = "X-Content-Type-Options: nosniff\r\nConnection: close\r\n";
    let mut bytes = format!("HTTP/1.1 {status}\r\n{headers}{length}{fixed}\r\n").into_bytes();
    bytes.extend_from_slice(body);
    bytes
}

#[cfg(test)]
mod tests {
    use super::super::path::tests::Scratch;
    use super::*;

    fn ask(site: &Site, first: &str, headers: &str) -> String {
        String::from_utf8(answer(site, &format!("{first} HTTP/1.1\r\nHost: x\r\n{headers}\r\n"))).unwrap()
    }

    #[test]
    fn types_are_right_and_pages_say_their_own_charset() {
        let Scratch { site, .. } = &Scratch::new("types");
        assert!(ask(site, "GET /", "").contains("Content-Type: text/html\r\n"));
        assert!(ask(site, "GET /qdviz/qdviz.wasm", "").contains("Content-Type: application/wasm\r\n"));
        assert!(
            ask(site, "GET /qdviz/qdviz.js", "").contains("Content-Type: text/javascript; charset=utf-8\r\n")
        );
    }

    #[test]
    fn the_best_accepted_form_is_sent_as_the_type_of_the_file() {
        let Scratch { site, .. } = &Scratch::new("forms");
        let form = |offer: &str| ask(site, "GET /qdviz/qdviz.js", &format!("Accept-Encoding: {offer}\r\n"));
        let brotli = form("gzip, deflate, br");
        assert!(
            brotli.ends_with("\r\n\r\nbrotli") && brotli.contains("Content-Encoding: br\r\n"),
            "{brotli}"
        );
        assert!(brotli.contains("Content-Type: text/javascript"), "{brotli}");
        assert!(form("br;q=0, gzip;q=0.5").ends_with("\r\n\r\ngzip"));
        assert!(form("identity").ends_with("\r\n\r\nscript"));
    }

    #[test]
    fn what_the_browser_has_is_not_sent_again() {
        let Scratch { site, .. } = &Scratch::new("tags");
        let first = ask(site, "GET /", "");
        let tag = first.lines().find_map(|line| line.strip_prefix("ETag: ")).unwrap();
        let again = ask(site, "GET /", &format!("If-None-Match: {tag}\r\n"));
        assert!(again.starts_with("HTTP/1.1 304 ") && again.ends_with("\r\n\r\n"), "{again}");
        assert!(ask(site, "GET /", "If-None-Match: \"other\"\r\n").starts_with("HTTP/1.1 200 "));
    }

    #[test]
    fn head_tells_the_length_and_sends_nothing() {
        let Scratch { site, .. } = &Scratch::new("head");
        let told = ask(site, "HEAD /qdviz/qdviz.wasm", "");
        assert!(told.contains("Content-Length: 4\r\n") && told.ends_with("\r\n\r\n"), "{told}");
    }

    #[test]
    fn other_requests_are_refused() {
        let Scratch { site, .. } = &Scratch::new("refusals");
        assert!(ask(site, "POST /", "").starts_with("HTTP/1.1 405 "));
        assert!(ask(site, "GET /nowhere", "").starts_with("HTTP/1.1 404 "));
        assert!(answer(site, "nonsense").starts_with(b"HTTP/1.1 400 "));
        assert!(
            ask(site, "GET /%E8%A1%A8%20%E6%A0%BC?a=1", "").contains("Location: /%E8%A1%A8%20%E6%A0%BC/\r\n")
        );
    }
}

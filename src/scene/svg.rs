//! A scene as a standalone SVG file: for printing, for downloads and for tests without a browser.

use crate::geometry::{Path, Point, Rect};
use crate::scene::svg_text::{decimal, hundredths, number, paint, text};
use crate::scene::text::{FAMILY, HALO};
use crate::scene::{
    Anchor, Baseline, Color, Fill, HATCH_STEP, Node, Scene, Shape, Stroke, Style, Text, Weight, describe,
};

/// The scene as an SVG document, the same bytes for the same scene. Its title is the first caption, its description
/// the rest of what [`describe::outline`] says; nodes with a label carry it as their title.
pub fn write(scene: &Scene) -> String {
    let mut body = Writer::default();
    body.nodes(&scene.nodes);
    let mut out = String::from("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"");
    attribute(&mut out, "width", scene.size.width);
    attribute(&mut out, "height", scene.size.height);
    out.push_str(" viewBox=\"0 0 ");
    number(&mut out, scene.size.width);
    out.push(' ');
    number(&mut out, scene.size.height);
    out.push_str("\" font-family=\"");
    text(&mut out, FAMILY);
    out.push_str("\">\n");
    let lines = describe::outline(scene);
    if let Some((title, rest)) = lines.split_first() {
        element(&mut out, "title", title);
        element(&mut out, "desc", &rest.join("\n"));
    }
    if !body.definitions.is_empty() {
        out.push_str("<defs>\n");
        body.definitions.iter().for_each(|(_, definition)| out.push_str(definition));
        out.push_str("</defs>\n");
    }
    out.push_str(&body.out);
    out.push_str("</svg>\n");
    out
}

#[derive(Default)]
struct Writer {
    out: String,
    /// Clips and hatches by name. Names say the content: equal ones meet in a page without harm.
    definitions: Vec<(String, String)>,
}

impl Writer {
    fn nodes(&mut self, nodes: &[Node]) {
        nodes.iter().filter(|node| node.shape.is_finite()).for_each(|node| self.node(node));
    }

    fn node(&mut self, node: &Node) {
        match &node.shape {
            Shape::Path(path) => self.path(path, node),
            Shape::Rect(rect) => {
                self.out.push_str("<rect");
                rectangle(&mut self.out, rect);
                self.close("rect", &node.style, node.label.as_deref());
            }
            Shape::Circle { center, radius } => {
                self.out.push_str("<circle");
                attribute(&mut self.out, "cx", center.x);
                attribute(&mut self.out, "cy", center.y);
                attribute(&mut self.out, "r", *radius);
                self.close("circle", &node.style, node.label.as_deref());
            }
            #[cfg(feature = "charts")]
            Shape::Points(points) => self.points(points, node),
            Shape::Text(text) => self.text(text, node),
            Shape::Group { clip, nodes } => self.group(*clip, nodes, node),
        }
    }

    /// The paint stands once, at the group around the dots.
    #[cfg(feature = "charts")]
    fn points(&mut self, points: &crate::scene::Points, node: &Node) {
        self.out.push_str("<g");
        self.paint(&node.style);
        self.out.push('>');
        self.title(node.label.as_deref());
        for center in points.dots() {
            self.out.push_str("<circle");
            attribute(&mut self.out, "cx", center.x);
            attribute(&mut self.out, "cy", center.y);
            attribute(&mut self.out, "r", points.radius);
            self.out.push_str("/>");
        }
        self.out.push_str("</g>\n");
    }

    fn group(&mut self, clip: Option<Rect>, nodes: &[Node], node: &Node) {
        self.out.push_str("<g");
        if let Some(clip) = clip {
            let mut shape = String::from("<rect");
            rectangle(&mut shape, &clip);
            shape.push_str("/>");
            let mut name = String::from("clip");
            for side in [clip.x, clip.y, clip.width, clip.height] {
                name.push('_');
                number(&mut name, side);
            }
            self.define("clipPath", &name, "", &shape);
            self.reference("clip-path", &name);
        }
        self.out.push_str(">\n");
        self.title(node.label.as_deref());
        self.nodes(nodes);
        self.out.push_str("</g>\n");
    }

    fn path(&mut self, path: &Path, node: &Node) {
        let open = path.subpaths.iter().any(|run| !run.closed);
        // SVG fills open runs as if they were closed, the canvas and the hit test do not.
        if open && node.style.fill.is_some() {
            self.path_element(path, &Style { stroke: None, ..node.style }, node.label.as_deref());
            self.path_element(path, &Style { fill: None, ..node.style }, None);
        } else {
            self.path_element(path, &node.style, node.label.as_deref());
        }
    }

    fn path_element(&mut self, path: &Path, style: &Style, label: Option<&str>) {
        self.out.push_str("<path d=\"");
        for run in path.subpaths.iter().filter(|run| run.closed || style.fill.is_none()) {
            steps(&mut self.out, &run.points);
            if run.closed && !run.points.is_empty() {
                self.out.push('Z');
            }
        }
        self.out.push('"');
        if style.fill.is_some() {
            self.out.push_str(" fill-rule=\"evenodd\"");
        }
        if style.stroke.is_some() {
            self.out.push_str(" stroke-linejoin=\"round\"");
        }
        self.close("path", style, label);
    }

    fn text(&mut self, run: &Text, node: &Node) {
        let Some(fill) = node.style.fill else { return };
        self.out.push_str("<text");
        attribute(&mut self.out, "x", run.at.x);
        attribute(&mut self.out, "y", run.at.y + alphabetic(run.baseline) * run.font.size);
        #[cfg(feature = "charts")]
        if run.tilted {
            self.out.push_str(" transform=\"rotate(-45 ");
            number(&mut self.out, run.at.x);
            self.out.push(' ');
            number(&mut self.out, run.at.y);
            self.out.push_str(")\"");
        }
        attribute(&mut self.out, "font-size", run.font.size);
        if run.font.weight == Weight::Bold {
            self.out.push_str(" font-weight=\"600\"");
        }
        match run.anchor {
            Anchor::Start => {}
            Anchor::Middle => self.out.push_str(" text-anchor=\"middle\""),
            Anchor::End => self.out.push_str(" text-anchor=\"end\""),
        }
        paint(&mut self.out, "fill", fill.ink());
        if let Some(halo) = run.halo {
            self.line(&Stroke::solid(halo, HALO));
            self.out.push_str(" stroke-linejoin=\"round\" paint-order=\"stroke\"");
        }
        self.out.push('>');
        self.title(node.label.as_deref());
        text(&mut self.out, &run.content);
        self.out.push_str("</text>\n");
    }

    /// Paint, title and end of an element.
    fn close(&mut self, name: &str, style: &Style, label: Option<&str>) {
        self.paint(style);
        if label.is_none_or(str::is_empty) {
            self.out.push_str("/>\n");
            return;
        }
        self.out.push('>');
        self.title(label);
        self.out.push_str(&["</", name, ">\n"].concat());
    }

    fn paint(&mut self, style: &Style) {
        match style.fill {
            None => self.out.push_str(" fill=\"none\""),
            Some(Fill::Solid(color)) => paint(&mut self.out, "fill", color),
            Some(Fill::Hatch { ground, line }) => self.hatch(ground, line),
        }
        if let Some(stroke) = style.stroke {
            self.line(&stroke);
        }
    }

    fn title(&mut self, label: Option<&str>) {
        if let Some(label) = label.filter(|label| !label.is_empty()) {
            element_inline(&mut self.out, "title", label);
        }
    }

    fn line(&mut self, stroke: &Stroke) {
        paint(&mut self.out, "stroke", stroke.color);
        attribute(&mut self.out, "stroke-width", stroke.width);
        if let Some((dash, gap)) = stroke.dash {
            self.out.push_str(" stroke-dasharray=\"");
            number(&mut self.out, dash);
            self.out.push(' ');
            number(&mut self.out, gap);
            self.out.push('"');
        }
    }

    fn hatch(&mut self, ground: Color, line: Color) {
        let mut name = String::from("hatch");
        for byte in [ground, line].iter().flat_map(|c| [c.red, c.green, c.blue, c.alpha]) {
            name.push('_');
            name.push_str(&byte.to_string());
        }
        let tile = Rect { x: 0.0, y: 0.0, width: HATCH_STEP, height: HATCH_STEP };
        let mut content = String::from("<rect");
        rectangle(&mut content, &tile);
        paint(&mut content, "fill", ground);
        content.push_str("/><rect");
        rectangle(&mut content, &Rect { x: (HATCH_STEP - 1.0) / 2.0, width: 1.0, ..tile });
        paint(&mut content, "fill", line);
        content.push_str("/>");
        let mut frame = String::from(" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"");
        attribute(&mut frame, "width", HATCH_STEP);
        attribute(&mut frame, "height", HATCH_STEP);
        self.define("pattern", &name, &frame, &content);
        self.reference("fill", &name);
    }

    fn define(&mut self, element: &str, name: &str, attributes: &str, content: &str) {
        if self.definitions.iter().all(|(known, _)| known != name) {
            let definition =
                ["<", element, " id=\"", name, "\"", attributes, ">", content, "</", element, ">\n"];
            self.definitions.push((name.into(), definition.concat()));
        }
    }

    fn reference(&mut self, attribute: &str, name: &str) {
        self.out.push_str(&[" ", attribute, "=\"url(#", name, ")\""].concat());
    }
}

/// Moves to the first vertex and goes on in steps: half as long as positions, and of whole hundredths, so that no
/// error adds up. Steps too small to be written are left out.
fn steps(out: &mut String, points: &[Point]) {
    let Some(first) = points.first() else { return };
    let (mut x, mut y) = (hundredths(first.x), hundredths(first.y));
    out.push('M');
    decimal(out, x);
    out.push(' ');
    decimal(out, y);
    let mut command = 'l';
    for p in &points[1..] {
        let (dx, dy) = (hundredths(p.x) - x, hundredths(p.y) - y);
        if (dx, dy) == (0, 0) {
            continue;
        }
        // A minus sign parts numbers by itself, and the letter holds until the next one.
        if command == 'l' || dx >= 0 {
            out.push(command);
        }
        command = ' ';
        decimal(out, dx);
        if dy >= 0 {
            out.push(' ');
        }
        decimal(out, dy);
        (x, y) = (x + dx, y + dy);
    }
}

/// From the position of a run down to its alphabetic baseline, in em, by the em box of Chinese typefaces. Viewers
/// disagree about `dominant-baseline`, all of them agree about `y`.
fn alphabetic(baseline: Baseline) -> f64 {
    match baseline {
        Baseline::Top => 0.88,
        Baseline::Middle => 0.38,
        Baseline::Bottom => -0.12,
    }
}

fn rectangle(out: &mut String, rect: &Rect) {
    attribute(out, "x", rect.x);
    attribute(out, "y", rect.y);
    attribute(out, "width", rect.width);
    attribute(out, "height", rect.height);
}

fn attribute(out: &mut String, name: &str, value: f64) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    number(out, value);
    out.push('"');
}

fn element(out: &mut String, name: &str, content: &str) {
    if !content.is_empty() {
        element_inline(out, name, content);
        out.push('\n');
    }
}

fn element_inline(out: &mut String, name: &str, content: &str) {
    out.push_str(&["<", name, ">"].concat());
    text(out, content);
    out.push_str(&["</", name, ">"].concat());
}

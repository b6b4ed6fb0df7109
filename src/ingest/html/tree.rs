//! The tree of a page, as html5ever builds it. Any input has one, by the rules that browsers follow (the HTML standard,
//! section 13.2).

use std::borrow::Cow;
use std::cell::{Ref, RefCell};

use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, ParseOpts, QualName, local_name, ns};

/// A node's place in the tree: its number.
type Place = usize;
const DOCUMENT: Place = 0;

/// A parsed fragment of a page.
pub struct Html {
    slots: Vec<Slot>,
}

/// A node with its neighbours. Numbers instead of pointers: a tree of any depth is dropped without recursion.
struct Slot {
    node: Node,
    parent: Option<Place>,
    before: Option<Place>,
    after: Option<Place>,
    first: Option<Place>,
    last: Option<Place>,
}

/// What stands somewhere in the tree.
pub enum Node {
    /// An element.
    Element(Element),
    /// Words.
    Text(String),
    /// A comment.
    Comment(String),
    /// The document itself, or what no story has a use for.
    Other,
}

/// An element's name and attributes.
pub struct Element {
    name: QualName,
    attributes: Vec<Attribute>,
}

impl Element {
    /// Its name: `figure`.
    pub fn name(&self) -> &str {
        &self.name.local
    }

    /// Whether it is a heading by its name.
    pub fn is_heading(&self) -> bool {
        matches!(self.name(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
    }

    /// The value of an attribute.
    pub fn attr(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|it| &*it.name.local == name).map(|it| &*it.value)
    }

    /// Its classes.
    pub fn classes(&self) -> impl Iterator<Item = &str> {
        self.attr("class").unwrap_or_default().split_ascii_whitespace()
    }
}

/// A node of a tree.
#[derive(Clone, Copy)]
pub struct NodeRef<'a> {
    tree: &'a Html,
    place: Place,
}

impl<'a> NodeRef<'a> {
    /// Its number, by which it is known in this tree.
    pub fn place(self) -> usize {
        self.place
    }

    /// What it is.
    pub fn value(self) -> &'a Node {
        &self.tree.slots[self.place].node
    }
}

/// An element of a tree.
#[derive(Clone, Copy)]
pub struct ElementRef<'a> {
    node: NodeRef<'a>,
    element: &'a Element,
}

impl PartialEq for ElementRef<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.node.place == other.node.place && std::ptr::eq(self.node.tree, other.node.tree)
    }
}

impl<'a> ElementRef<'a> {
    /// A node that is an element.
    pub fn wrap(node: NodeRef<'a>) -> Option<Self> {
        match node.value() {
            Node::Element(element) => Some(Self { node, element }),
            _ => None,
        }
    }

    /// Its number, by which it is known in this tree.
    pub fn place(self) -> usize {
        self.node.place
    }

    /// Its name and attributes.
    pub fn value(self) -> &'a Element {
        self.element
    }

    /// The element that it stands in.
    pub fn parent(self) -> Option<Self> {
        let place = self.node.tree.slots[self.node.place].parent?;
        Self::wrap(NodeRef { tree: self.node.tree, place })
    }

    /// Its children, in order.
    pub fn children(self) -> impl DoubleEndedIterator<Item = NodeRef<'a>> {
        self.node.tree.children(self.node.place).map(move |place| NodeRef { tree: self.node.tree, place })
    }

    /// All that is in it, in document order.
    pub fn descendants(self) -> impl Iterator<Item = NodeRef<'a>> {
        let (tree, top) = (self.node.tree, self.node.place);
        let next = move |place: &Place| {
            if let Some(first) = tree.slots[*place].first {
                return Some(first);
            }
            let mut place = *place;
            while place != top {
                if let Some(after) = tree.slots[place].after {
                    return Some(after);
                }
                place = tree.slots[place].parent?;
            }
            None
        };
        std::iter::successors(tree.slots[top].first, next).map(move |place| NodeRef { tree, place })
    }

    /// The words in it, a piece each.
    pub fn text(self) -> impl Iterator<Item = &'a str> {
        self.descendants().filter_map(|node| match node.value() {
            Node::Text(text) => Some(text.as_str()),
            _ => None,
        })
    }
}

/// A node's children, from both ends.
struct Children<'a> {
    tree: &'a Html,
    ends: Option<(Place, Place)>,
}

impl Children<'_> {
    fn take(&mut self, from_front: bool) -> Option<Place> {
        let (front, back) = self.ends?;
        let taken = if from_front { front } else { back };
        let slot = &self.tree.slots[taken];
        self.ends = match from_front {
            _ if front == back => None,
            true => slot.after.map(|after| (after, back)),
            false => slot.before.map(|before| (front, before)),
        };
        Some(taken)
    }
}

impl Iterator for Children<'_> {
    type Item = Place;

    fn next(&mut self) -> Option<Place> {
        self.take(true)
    }
}

impl DoubleEndedIterator for Children<'_> {
    fn next_back(&mut self) -> Option<Place> {
        self.take(false)
    }
}

impl Html {
    /// Parses what may stand in a page's body.
    pub fn parse_fragment(html: &str) -> Self {
        let sink = Sink(RefCell::new(Self { slots: Vec::new() }));
        sink.0.borrow_mut().add(Node::Other);
        let around = QualName::new(None, ns!(html), local_name!("body"));
        html5ever::parse_fragment(sink, ParseOpts::default(), around, Vec::new(), false).one(html)
    }

    /// The element around all that was parsed.
    pub fn root_element(&self) -> ElementRef<'_> {
        let nodes = self.children(DOCUMENT).map(|place| NodeRef { tree: self, place });
        let root = nodes.filter_map(ElementRef::wrap).next();
        // A parsed fragment always has its <html> (section 13.4, step 5).
        root.unwrap_or_else(|| unreachable!("html5ever gave a fragment no root"))
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    fn children(&self, place: Place) -> Children<'_> {
        let slot = &self.slots[place];
        Children { tree: self, ends: slot.first.zip(slot.last) }
    }

    fn add(&mut self, node: Node) -> Place {
        self.slots.push(Slot { node, parent: None, before: None, after: None, first: None, last: None });
        self.slots.len() - 1
    }

    fn detach(&mut self, place: Place) {
        let slot = &mut self.slots[place];
        let (before, after) = (slot.before.take(), slot.after.take());
        let Some(parent) = slot.parent.take() else { return };
        match before {
            Some(before) => self.slots[before].after = after,
            None => self.slots[parent].first = after,
        }
        match after {
            Some(after) => self.slots[after].before = before,
            None => self.slots[parent].last = before,
        }
    }

    /// Puts a node that stands nowhere before one of a parent's children, or after all of them.
    fn insert(&mut self, place: Place, parent: Place, after: Option<Place>) {
        let before = match after {
            Some(after) => self.slots[after].before.replace(place),
            None => self.slots[parent].last.replace(place),
        };
        match before {
            Some(before) => self.slots[before].after = Some(place),
            None => self.slots[parent].first = Some(place),
        }
        let slot = &mut self.slots[place];
        (slot.parent, slot.before, slot.after) = (Some(parent), before, after);
    }

    /// Puts a node or words there; words that follow words are joined to them.
    fn put(&mut self, child: NodeOrText<Place>, parent: Place, after: Option<Place>) {
        let place = match child {
            NodeOrText::AppendNode(place) => {
                self.detach(place);
                place
            }
            NodeOrText::AppendText(words) => {
                let before = match after {
                    Some(after) => self.slots[after].before,
                    None => self.slots[parent].last,
                };
                if let Some(Node::Text(text)) = before.map(|before| &mut self.slots[before].node) {
                    text.push_str(&words);
                    return;
                }
                self.add(Node::Text(words.into()))
            }
        };
        self.insert(place, parent, after);
    }
}

/// What html5ever builds the tree through; it looks at what it has built meanwhile.
struct Sink(RefCell<Html>);

impl TreeSink for Sink {
    type Handle = Place;
    type Output = Html;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Html {
        self.0.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn get_document(&self) -> Place {
        DOCUMENT
    }

    fn get_template_contents(&self, target: &Place) -> Place {
        // A template's content stands in it like any other.
        *target
    }

    fn same_node(&self, one: &Place, other: &Place) -> bool {
        one == other
    }

    fn elem_name<'a>(&'a self, target: &'a Place) -> Ref<'a, QualName> {
        Ref::map(self.0.borrow(), |tree| match &tree.slots[*target].node {
            Node::Element(element) => &element.name,
            _ => unreachable!("html5ever asks elements only for their names"),
        })
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Place {
        self.0.borrow_mut().add(Node::Element(Element { name, attributes }))
    }

    fn create_comment(&self, words: StrTendril) -> Place {
        self.0.borrow_mut().add(Node::Comment(words.into()))
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Place {
        self.0.borrow_mut().add(Node::Other)
    }

    fn append(&self, parent: &Place, child: NodeOrText<Place>) {
        self.0.borrow_mut().put(child, *parent, None);
    }

    fn append_before_sibling(&self, sibling: &Place, child: NodeOrText<Place>) {
        let mut tree = self.0.borrow_mut();
        if let Some(parent) = tree.slots[*sibling].parent {
            tree.put(child, parent, Some(*sibling));
        }
    }

    fn append_based_on_parent_node(&self, element: &Place, previous: &Place, child: NodeOrText<Place>) {
        let has_parent = self.0.borrow().slots[*element].parent.is_some();
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn add_attrs_if_missing(&self, target: &Place, attributes: Vec<Attribute>) {
        if let Node::Element(element) = &mut self.0.borrow_mut().slots[*target].node {
            for attribute in attributes {
                if element.attributes.iter().all(|it| it.name != attribute.name) {
                    element.attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Place) {
        self.0.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &Place, new_parent: &Place) {
        let mut tree = self.0.borrow_mut();
        while let Some(child) = tree.slots[*node].first {
            tree.detach(child);
            tree.insert(child, *new_parent, None);
        }
    }
}

#[cfg(test)]
mod tests;

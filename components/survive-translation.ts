/**
 * Lets React change a page that the browser has translated.
 *
 * Translators replace text nodes with their own elements (Chrome: `<font><font>…</font></font>`). React still holds the
 * text nodes: when it removes one or inserts before one, the browser throws and the page is lost
 * (facebook/react#11538); when it writes into one, nobody sees the new text. So whenever React touches a replaced text
 * node, the node first returns to its place, and the translator translates it again like any other new text.
 *
 * Call it once, before React hydrates.
 */
export function surviveTranslation(): void {
  const { appendChild, insertBefore, removeChild } = Node.prototype
  const nodeValue = Object.getOwnPropertyDescriptor(Node.prototype, 'nodeValue')

  /** The element that a translator put in the place of a text node. */
  const replacements = new WeakMap<Node, Element>()
  /** The text nodes that a replacement represents, in order. */
  const originals = new WeakMap<Element, Text[]>()

  // An observer, because translators call the browser's own methods from a world where ours don't exist.
  const observer = new MutationObserver(noteAll)
  observer.observe(document, { subtree: true, childList: true })

  function noteAll(records: readonly MutationRecord[]): void {
    const added = new Set(records.flatMap(({ addedNodes }) => [...addedNodes]))
    for (const record of records) {
      const replacement = replacementIn(record, added)
      if (replacement === null) continue
      for (const node of record.removedNodes) {
        // A second translation replaces the first.
        const texts = node instanceof Text ? [node] : (originals.get(node as Element) ?? [])
        for (const text of texts) note(text, replacement)
      }
    }
  }

  function note(text: Text, replacement: Element): void {
    const others = originals.get(replacement) ?? []
    if (others.includes(text)) return
    originals.set(replacement, [...others, text])
    replacements.set(text, replacement)
  }

  /** Puts React's text back where a translator replaced it. */
  function restore(node: Node): void {
    noteAll(observer.takeRecords())
    const replacement = replacements.get(node)
    const parent = replacement?.parentNode
    if (replacement === undefined || !parent) return
    for (const text of originals.get(replacement) ?? []) {
      insertBefore.call(parent, text, replacement)
      replacements.delete(text)
    }
    originals.delete(replacement)
    removeChild.call(parent, replacement)
  }

  Node.prototype.removeChild = function <T extends Node>(this: Node, child: T): T {
    if (child.parentNode !== this) restore(child)
    if (child.parentNode === this) return removeChild.call(this, child) as T
    child.parentNode?.removeChild(child)
    return child
  }

  Node.prototype.insertBefore = function <T extends Node>(this: Node, child: T, next: Node | null): T {
    if (replacements.has(child)) restore(child)
    if (next && next.parentNode !== this) restore(next)
    return insertBefore.call(this, child, childWith(next, this)) as T
  }

  Node.prototype.appendChild = function <T extends Node>(this: Node, child: T): T {
    if (replacements.has(child)) restore(child)
    return appendChild.call(this, child) as T
  }

  Object.defineProperty(Text.prototype, 'nodeValue', {
    ...nodeValue,
    set(this: Text, value: string) {
      restore(this)
      nodeValue?.set?.call(this, value)
    },
  })
}

/**
 * Finds the element that took the place of the removed nodes, in one step or beside them in the same batch (`added`).
 * React does neither with a text node: it never puts an element in its place in one step, and never adds a `<font>`.
 */
function replacementIn(record: MutationRecord, added: ReadonlySet<Node>): Element | null {
  for (const node of record.addedNodes) if (node instanceof Element) return node
  for (const node of [record.previousSibling, record.nextSibling])
    if (node instanceof HTMLFontElement && added.has(node)) return node
  return null
}

/** The child of `parent` that is or contains `node`; null if no child does, which means the end. */
function childWith(node: Node | null, parent: Node): Node | null {
  let child = node
  while (child && child.parentNode !== parent) child = child.parentNode
  return child
}

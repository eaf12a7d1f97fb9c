import type { BrowserContext } from '@playwright/test'

/**
 * How a translator replaces text. All of them use `<font><font>…</font></font>`, like Chrome's; they differ in what
 * happens to the text node.
 */
export type Manner =
  /** The text node leaves the document. */
  | 'replaces'
  /** The same in two steps. */
  | 'inserts and removes'
  /** The text node moves into the font. */
  | 'moves'
  /** Adjacent text nodes become one font. */
  | 'merges'

/** When it starts. React renders a page anew if its text was replaced before React hydrated it. */
export type Begin = 'once React has taken the page over' | 'as soon as the page is there'

/** From now on, every page of this browser that React renders is translated, and so is all text that appears later. */
export async function translatePages(
  context: BrowserContext,
  manner: Manner = 'replaces',
  begin: Begin = 'once React has taken the page over',
): Promise<void> {
  await context.addInitScript(startTranslator, { manner, begin })
}

/** Runs in the page. The words stay the same, so that a test finds them. */
function startTranslator({ manner, begin }: { manner: Manner; begin: Begin }): void {
  const untouched = 'script, style, noscript, textarea, font'

  function fontOf(words: string): HTMLElement {
    const font = document.createElement('font')
    font.append(document.createElement('font'))
    font.firstElementChild?.append(words)
    return font
  }

  const translate: Readonly<Record<Manner, (text: Text) => void>> = {
    replaces: (text) => text.replaceWith(fontOf(text.data)),
    'inserts and removes': (text) => {
      text.before(fontOf(text.data))
      text.remove()
    },
    moves: (text) => {
      const font = fontOf('')
      text.replaceWith(font)
      font.firstElementChild?.replaceChildren(text)
    },
    merges: (text) => {
      const neighbors: Text[] = []
      for (let next = text.nextSibling; next instanceof Text; next = next.nextSibling) neighbors.push(next)
      text.replaceWith(fontOf([text, ...neighbors].map(({ data }) => data).join('')))
      for (const neighbor of neighbors) neighbor.remove()
    },
  }

  function translateAll(): void {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const texts: Text[] = []
    while (walker.nextNode()) texts.push(walker.currentNode as Text)
    for (const text of texts) {
      const isMine = text.parentElement?.closest(untouched) ?? null
      if (text.isConnected && text.data.trim() !== '' && isMine === null) translate[manner](text)
    }
  }

  /** React marks the elements that it knows: all except those that make a form work without a script. */
  function isReactsOwn(): boolean {
    const elements = [...document.querySelectorAll('main :not(noscript, [name^="$ACTION_"])')]
    const isKnown = (element: Element) => Object.keys(element).some((key) => key.startsWith('__reactFiber$'))
    return elements.length > 0 && elements.every(isKnown)
  }

  function start(): void {
    if (begin === 'once React has taken the page over' && !isReactsOwn()) {
      requestAnimationFrame(start)
      return
    }
    translateAll()
    new MutationObserver(translateAll).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
    })
  }

  addEventListener('DOMContentLoaded', start)
}

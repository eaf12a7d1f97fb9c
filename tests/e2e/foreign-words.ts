import { expect, type Page } from '@playwright/test'
import type { Language } from '#lib/languages/languages.ts'

/** Words that are the same in every language: names, and Amazon's labels for its own buttons. */
const names = [
  ...[
    'Amazon',
    'Seller Central',
    'Vendor Central',
    'Manage Your Apps',
    'Re-Authorize',
    'Enable Authorization',
  ],
  ...['JavaScript', 'Cookie', 'Chrome', 'Linux', 'Harbor Analytics', 'Gatehouse'],
  ...['FBA', 'UTC', 'EUR', 'MD5101', 'SPDC8143', 'SPSA0404'],
]

/** The page's visible and audible texts, including attributes that are read out. */
function readTexts(): string[] {
  const skipped = 'script, style, noscript, code, [lang]:not(html), [aria-labelledby="demo-entrance"], option'
  const found: string[] = [document.title]
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node.parentElement?.closest(skipped) === null) found.push(node.textContent ?? '')
  }
  for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
    for (const element of document.body.querySelectorAll(`[${name}]`)) {
      if (element.closest(skipped) === null) found.push(element.getAttribute(name) ?? '')
    }
  }
  return found
}

/** In languages with other scripts, a Latin word that isn't a name is an untranslated text. */
export async function expectNoForeignWords(
  page: Page,
  language: Language,
  ownNames: readonly string[],
): Promise<void> {
  if (language !== 'ar' && language !== 'ja' && language !== 'zh') return
  const texts = await page.evaluate(readTexts)
  const foreign = texts.filter((text) => {
    const rest = [...ownNames, ...names].reduce((left, name) => left.replaceAll(name, ''), text)
    return /[A-Za-z]{3,}/.test(rest.replace(/\S+@\S+|[\w-]+(?:\.[\w-]+)+/g, ''))
  })
  expect(foreign, `${page.url()} in ${language}`).toEqual([])
}

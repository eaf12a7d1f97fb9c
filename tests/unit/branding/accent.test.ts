import { expect, test } from 'vitest'
import { brandCss, themes, tokens } from '#components/theme.ts'
import {
  accentTokens,
  checkAccent,
  contrast,
  defaultAccent,
  grounds,
  leastContrast,
  parseColor,
} from '#lib/branding/accent.ts'

test.each([
  ['#0a5c58', '#0a5c58'],
  [' 0A5C58 ', '#0a5c58'],
  ['#08f', '#0088ff'],
])('reads the color %o', (text, color) => {
  expect(parseColor(text)).toBe(color)
})

test.each(['', '#', '#12345', '#12345g', 'red', '#0a5c58;}', 'url(x)', '#0a5c5800'])(
  '%o is not a color, so it doesn’t reach a style sheet',
  (text) => {
    expect(parseColor(text)).toBeNull()
  },
)

test.each([
  ['#000000', '#ffffff', 21],
  ['#ffffff', '#ffffff', 1],
  // As in the examples of WCAG's own tools.
  ['#767676', '#ffffff', 4.54],
  ['#ff9900', '#ffffff', 2.14],
])('the contrast of %s and %s is %d, either way around', (first, second, ratio) => {
  expect(contrast(first, second)).toBeCloseTo(ratio, 2)
  expect(contrast(second, first)).toBe(contrast(first, second))
})

/** Every 17th of each channel: 4,096 colors. */
const steps = Array.from({ length: 16 }, (_, place) => (place * 17).toString(16).padStart(2, '0'))
const colors = steps.flatMap((red) => steps.flatMap((green) => steps.map((blue) => `#${red}${green}${blue}`)))

test.each(themes)('text on any color is readable, also when hovered, in the %s theme', (theme) => {
  for (const color of colors) {
    const { accent, 'accent-hover': hover, 'on-accent': on } = accentTokens(color, theme)
    expect(Math.min(contrast(on, accent), contrast(on, hover)), color).toBeGreaterThanOrEqual(leastContrast)
  }
})

test.each(themes)('a readable color is readable on every background of the %s theme', (theme) => {
  const muted = tokens['ink-muted'][theme === 'light' ? 0 : 1]
  const readable = colors.filter((color) => checkAccent(color, theme).isReadable)
  expect(readable.length).toBeGreaterThan(100)
  expect(readable.length).toBeLessThan(colors.length)
  for (const color of readable) {
    const { 'accent-ink': ink, 'accent-soft': soft } = accentTokens(color, theme)
    for (const ground of [...Object.values(grounds[theme]), soft]) {
      expect(contrast(ink, ground), `${color} on ${ground}`).toBeGreaterThanOrEqual(leastContrast)
    }
    expect(contrast(muted, soft), `muted text on the soft ground of ${color}`).toBeGreaterThanOrEqual(
      leastContrast,
    )
  }
})

test.each(themes)('the suggested shade for any color is readable in the %s theme', (theme) => {
  for (const color of colors) {
    const { readable, isReadable } = checkAccent(color, theme)
    expect(checkAccent(readable, theme).isReadable, color).toBe(true)
    if (isReadable) expect(readable).toBe(color)
  }
})

test('our own color passes its check, and needs no style sheet', () => {
  for (const theme of themes) expect(checkAccent(defaultAccent[theme], theme).isReadable).toBe(true)
  expect(brandCss(defaultAccent)).toBe('')
})

test('a company’s style sheet replaces each token that is derived from its color, in both themes', () => {
  const css = brandCss({ light: '#123456', dark: '#abcdef' })
  for (const name of Object.keys(accentTokens('#123456', 'light'))) {
    expect(Object.keys(tokens)).toContain(name)
    expect(css).toMatch(new RegExp(`--${name}:light-dark\\(#[\\da-f]{6},#[\\da-f]{6}\\)`))
  }
  expect(css).toContain('--accent:light-dark(#123456,#abcdef)')
})

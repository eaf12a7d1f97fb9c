import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseTheme, type Token, themeCss, themes, tokens, tones } from '#components/theme.ts'

const textOn: readonly (readonly [text: Token, backgrounds: readonly Token[]])[] = [
  ['ink', ['canvas', 'surface', 'sunken', 'accent-soft', 'neutral-surface']],
  ['ink-muted', ['canvas', 'surface', 'sunken', 'accent-soft']],
  ['ink-faint', ['canvas', 'surface', 'sunken']],
  ['accent-ink', ['canvas', 'surface', 'sunken', 'accent-soft']],
  ['on-accent', ['accent', 'accent-hover']],
  ['on-danger', ['danger', 'danger-hover']],
  ['bad-ink', ['canvas', 'surface', 'sunken']],
  ...tones.map((tone) => [`${tone}-ink`, [`${tone}-surface`, 'canvas', 'surface']] as const),
  ...tones.map((tone) => ['ink', [`${tone}-surface`]] as const),
  ...tones.map((tone) => ['ink-muted', [`${tone}-surface`]] as const),
]

const edgeOn: readonly (readonly [edge: Token, backgrounds: readonly Token[]])[] = [
  ['line-strong', ['canvas', 'surface', 'sunken']],
  ['focus', ['canvas', 'surface', 'sunken', 'accent-soft']],
]

/** WCAG 2.2 relative luminance. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(first: string, second: string): number {
  const [dark = 0, light = 0] = [luminance(first), luminance(second)].toSorted((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

describe.each(themes)('the %s theme', (theme) => {
  const colour = (token: Token) => tokens[token][theme === 'light' ? 0 : 1]
  const pairs = (table: typeof textOn) =>
    table.flatMap(([front, backs]) => backs.map((back) => [front, back] as const))

  test.each(pairs(textOn))('text in %s on %s has a contrast of at least 4.5', (text, background) => {
    expect(contrast(colour(text), colour(background))).toBeGreaterThanOrEqual(4.5)
  })

  test.each(pairs(edgeOn))('an edge in %s on %s has a contrast of at least 3', (edge, background) => {
    expect(contrast(colour(edge), colour(background))).toBeGreaterThanOrEqual(3)
  })
})

test('Tailwind gets every token', () => {
  const css = readFileSync('app/globals.css', 'utf8')
  for (const token of Object.keys(tokens)) expect(css).toContain(`--color-${token}: var(--${token});`)
})

test('every token is in the style sheet with both of its values', () => {
  for (const [name, [light, dark]] of Object.entries(tokens)) {
    expect(themeCss).toContain(`--${name}:light-dark(${light},${dark})`)
  }
})

test.each(['', 'system', 'Dark', undefined, '"><script>'])(
  '%o is not a theme, so the system decides',
  (value) => {
    expect(parseTheme(value)).toBeNull()
  },
)

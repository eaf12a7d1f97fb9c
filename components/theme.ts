import { type Accent, accentTokens, defaultAccent, grounds } from '#lib/branding/accent.ts'

/** Design tokens, name → [light, dark]. The only table of colors; app/globals.css passes them to Tailwind. */
export const tokens = {
  canvas: [grounds.light.canvas, grounds.dark.canvas],
  surface: [grounds.light.surface, grounds.dark.surface],
  sunken: [grounds.light.sunken, grounds.dark.sunken],
  line: ['#dde3e2', '#273030'],
  'line-strong': ['#7b8786', '#6f7c7a'],
  ink: ['#141a1a', '#e9eeed'],
  'ink-muted': ['#4a5554', '#aab5b3'],
  'ink-faint': ['#5c6766', '#8d9997'],
  accent: ['#0a5c58', '#45b8ad'],
  'accent-hover': ['#084a47', '#62cdc2'],
  'on-accent': ['#ffffff', '#03201e'],
  'accent-ink': ['#0a5c58', '#5fcabf'],
  'accent-soft': ['#e2f1ef', '#0f2b29'],
  'accent-line': ['#a5d0cb', '#22564f'],
  danger: ['#b3261e', '#e9736a'],
  'danger-hover': ['#931f18', '#f08d85'],
  'on-danger': ['#ffffff', '#240504'],
  backdrop: ['#0d1111', '#000000'],
  focus: ['#0e7d77', '#5fcabf'],
  'good-ink': ['#176b3a', '#6fd394'],
  'good-surface': ['#e7f5ec', '#10261a'],
  'good-line': ['#b5dfc4', '#23502f'],
  'due-ink': ['#1d5f9e', '#82bdf2'],
  'due-surface': ['#e8f2fb', '#0f2233'],
  'due-line': ['#b9d8f1', '#1f4464'],
  'doubt-ink': ['#855000', '#e9b44c'],
  'doubt-surface': ['#fdf3dc', '#2b2008'],
  'doubt-line': ['#e8cd8c', '#5a4514'],
  'bad-ink': ['#a8231c', '#f58b82'],
  'bad-surface': ['#fdecea', '#331210'],
  'bad-line': ['#f3c1bc', '#6a2a25'],
  'blocked-ink': ['#6b3fa0', '#c4a3ef'],
  'blocked-surface': ['#f3ecfb', '#221733'],
  'blocked-line': ['#d9c4f0', '#4a346a'],
  'neutral-ink': ['#4a5554', '#aab5b3'],
  'neutral-surface': ['#edf1f0', '#1f2626'],
  'neutral-line': ['#d3dad9', '#374141'],
} as const satisfies Record<string, readonly [light: string, dark: string]>

export type Token = keyof typeof tokens

/** The meanings of the colors of statuses, notices and badges. A word always accompanies a color. */
export const tones = ['good', 'due', 'doubt', 'bad', 'blocked', 'neutral'] as const
export type Tone = (typeof tones)[number]

export const themes = ['light', 'dark'] as const
export type Theme = (typeof themes)[number]

/** Anything else, including a missing cookie, means the system's theme. */
export function parseTheme(value: unknown): Theme | null {
  return themes.find((theme) => theme === value) ?? null
}

const properties = Object.entries(tokens)
  .map(([name, [light, dark]]) => `--${name}:light-dark(${light},${dark})`)
  .join(';')

/** The tokens as custom properties. Follows the system unless <html data-theme="light|dark"> decides. */
export const themeCss = `:root{color-scheme:light dark;${properties}}[data-theme=light]{color-scheme:light}[data-theme=dark]{color-scheme:dark}`

/** The company's own colors on sellers' pages, in place of ours; empty where it has none. */
export function brandCss(accent: Accent): string {
  if (accent.light === defaultAccent.light && accent.dark === defaultAccent.dark) return ''
  const dark: Readonly<Record<string, string>> = accentTokens(accent.dark, 'dark')
  const properties = Object.entries(accentTokens(accent.light, 'light'))
    .map(([name, light]) => `--${name}:light-dark(${light},${dark[name]})`)
    .join(';')
  return `:root{${properties}}`
}

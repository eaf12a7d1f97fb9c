/** The backgrounds on which a theme shows the company's color, and the ends between which its shades lie. */
export const grounds = {
  light: { canvas: '#f5f7f7', surface: '#ffffff', sunken: '#edf1f0' },
  dark: { canvas: '#0d1111', surface: '#141919', sunken: '#1a2020' },
} as const

type Theme = keyof typeof grounds

/** The company's color in each theme, as `#rrggbb`. */
export type Accent = Readonly<Record<Theme, string>>

export const defaultAccent: Accent = { light: '#0a5c58', dark: '#45b8ad' }

/** The least contrast of text (WCAG 2.2, level AA). */
export const leastContrast = 4.5

/** Text on a filled area, and the ends of every scale of shades. */
const white = '#ffffff'
const black = '#000000'

/** Null unless the text is a color such as `#0a5c58` or `#085`. */
export function parseColor(text: string): string | null {
  const [, digits = ''] = /^#?([\da-f]{3}|[\da-f]{6})$/.exec(text.trim().toLowerCase()) ?? []
  if (digits === '') return null
  return `#${digits.length === 3 ? digits.replaceAll(/./g, '$&$&') : digits}`
}

/** WCAG 2.2: from 1 to 21. */
export function contrast(first: string, second: string): number {
  const [dark = 0, light = 0] = [luminance(first), luminance(second)].toSorted((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

/** Every token of components/theme.ts that is derived from the company's color in one theme. */
export function accentTokens(color: string, theme: Theme) {
  const { surface } = grounds[theme]
  const onAccent = contrast(color, white) >= contrast(color, black) ? white : black
  return {
    accent: color,
    // Away from the text on it, whose contrast grows.
    'accent-hover': mix(color, onAccent === white ? black : white, 0.2),
    'on-accent': onAccent,
    'accent-ink': color,
    'accent-soft': mix(surface, color, theme === 'light' ? 0.1 : 0.14),
    'accent-line': mix(surface, color, 0.4),
    focus: color,
  }
}

export interface AccentCheck {
  /** The least contrast of a link in this color, on any ground of the theme. */
  readonly ratio: number
  readonly isReadable: boolean
  /** The nearest shade that is readable. */
  readonly readable: string
}

/** Whether links in this color can be read on every background of a seller's page. Text on the color always can. */
export function checkAccent(color: string, theme: Theme): AccentCheck {
  const ratio = leastRatio(color, theme)
  const isReadable = ratio >= leastContrast
  return { ratio, isReadable, readable: isReadable ? color : nearestReadable(color, theme) }
}

function nearestReadable(color: string, theme: Theme): string {
  const end = theme === 'light' ? black : white
  for (let share = 0.02; share < 1; share += 0.02) {
    const shade = mix(color, end, share)
    if (leastRatio(shade, theme) >= leastContrast) return shade
  }
  return end
}

function leastRatio(color: string, theme: Theme): number {
  const backgrounds = [...Object.values(grounds[theme]), accentTokens(color, theme)['accent-soft']]
  return Math.min(...backgrounds.map((background) => contrast(color, background)))
}

/** `share` of the second color. */
function mix(first: string, second: string, share: number): string {
  const [from, to] = [channelsOf(first), channelsOf(second)]
  const mixed = from.map((channel, place) => Math.round(channel + ((to[place] ?? 0) - channel) * share))
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(color).map((channel) => {
    const part = channel / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function channelsOf(color: string): readonly number[] {
  return [1, 3, 5].map((start) => Number.parseInt(color.slice(start, start + 2), 16))
}

/** The forms in which the dashboard writes every time. */
export const timeFormats = ['relative', 'local', 'utc'] as const
export type TimeFormat = (typeof timeFormats)[number]

/** Anything else, including a missing cookie, means relative times. */
export function parseTimeFormat(value: unknown): TimeFormat {
  return timeFormats.find((format) => format === value) ?? 'relative'
}

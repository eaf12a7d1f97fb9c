/** The look of a few buttons of which one is pressed. */
export const segmentsClass = 'inline-flex rounded-md border border-line bg-surface p-0.5'

export const segmentClass =
  'inline-flex h-6 items-center gap-1.5 rounded-sm px-2 text-ink-muted text-xs transition-colors hover:text-ink aria-pressed:bg-sunken aria-pressed:font-medium aria-pressed:text-ink'

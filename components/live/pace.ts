/** How often a live page reads values that no event announces, such as how long ago something was. */
export const slowMs = 45_000

const gapMs = { first: 500, longest: 10_000 } as const
const spreadMs = 300

/**
 * Runs `work` soon after a request, at a moment that differs between browsers, and less and less often while requests
 * keep coming: a page under constant changes reads no more than one that polls.
 */
export function createPace(work: () => void | Promise<void>) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let lastMs = Number.NEGATIVE_INFINITY
  let gap: number = gapMs.first
  return {
    request: (isUrgent = false) => {
      if (timer !== undefined && !isUrgent) return
      clearTimeout(timer)
      const now = Date.now()
      gap = now < lastMs + gap ? Math.min(gapMs.longest, gap * 2) : gapMs.first
      const waitMs = isUrgent ? 0 : Math.max(Math.random() * spreadMs, lastMs + gap - now)
      timer = setTimeout(() => {
        timer = undefined
        lastMs = Date.now()
        void work()
      }, waitMs)
    },
    cancel: () => {
      clearTimeout(timer)
      timer = undefined
    },
  }
}

import {
  BanIcon,
  CalendarClockIcon,
  CircleAlertIcon,
  CircleCheckIcon,
  InfoIcon,
  type LucideIcon,
  TriangleAlertIcon,
} from 'lucide-react'
import type { Tone } from '../theme.ts'

interface ToneLook {
  /** Background, border and text together. */
  box: string
  text: string
  icon: LucideIcon
}

/** One palette for badges, notices and charts. Written out, because Tailwind finds whole class names only. */
export const toneLooks: Record<Tone, ToneLook> = {
  good: {
    box: 'border-good-line bg-good-surface text-good-ink',
    text: 'text-good-ink',
    icon: CircleCheckIcon,
  },
  due: { box: 'border-due-line bg-due-surface text-due-ink', text: 'text-due-ink', icon: CalendarClockIcon },
  doubt: {
    box: 'border-doubt-line bg-doubt-surface text-doubt-ink',
    text: 'text-doubt-ink',
    icon: TriangleAlertIcon,
  },
  bad: { box: 'border-bad-line bg-bad-surface text-bad-ink', text: 'text-bad-ink', icon: CircleAlertIcon },
  blocked: {
    box: 'border-blocked-line bg-blocked-surface text-blocked-ink',
    text: 'text-blocked-ink',
    icon: BanIcon,
  },
  neutral: {
    box: 'border-neutral-line bg-neutral-surface text-neutral-ink',
    text: 'text-neutral-ink',
    icon: InfoIcon,
  },
}

/**
 * The strong color of a tone as a filled area: always next to a word or in a chart of counts. It keeps its color when
 * the user forces colors, because it carries meaning (`globals.css`).
 */
export const toneFill: Readonly<Record<Tone, string>> = {
  good: 'keeps-color bg-good-ink',
  due: 'keeps-color bg-due-ink',
  doubt: 'keeps-color bg-doubt-ink',
  bad: 'keeps-color bg-bad-ink',
  blocked: 'keeps-color bg-blocked-ink',
  neutral: 'keeps-color bg-neutral-ink',
}

import { HourglassIcon, type LucideIcon, SettingsIcon, StoreIcon, TerminalIcon } from 'lucide-react'
import type { ResponsibleParty } from '#lib/amazon/diagnosis/cause.ts'
import type { Tone } from '../theme.ts'

/** Who has to do something, as words for the page of a diagnosis. */
export const responsibleParties: Readonly<
  Record<ResponsibleParty, { label: string; tone: Tone; icon: LucideIcon }>
> = {
  seller: { label: 'The seller acts', tone: 'due', icon: StoreIcon },
  operator: { label: 'Whoever runs the application acts', tone: 'blocked', icon: SettingsIcon },
  developer: { label: 'The developer acts', tone: 'doubt', icon: TerminalIcon },
  amazon: { label: 'Amazon acts: wait', tone: 'neutral', icon: HourglassIcon },
}

import type { WhoActs } from '#lib/amazon/diagnosis/cause.ts'
import type { Tone } from '../theme.ts'
import type { IconName } from '../ui/icons.ts'

/** Who has to do something, as words for the page of a diagnosis. */
export const whoShouldAct: Readonly<Record<WhoActs, { label: string; tone: Tone; icon: IconName }>> = {
  seller: { label: 'The seller acts', tone: 'due', icon: 'store' },
  operator: { label: 'Whoever runs the application acts', tone: 'blocked', icon: 'settings' },
  developer: { label: 'The developer acts', tone: 'doubt', icon: 'terminal' },
  amazon: { label: 'Amazon acts: wait', tone: 'neutral', icon: 'hourglass' },
}

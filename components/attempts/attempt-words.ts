import {
  ArrowLeftIcon,
  ArrowRightIcon,
  BanIcon,
  CheckIcon,
  CircleCheckIcon,
  CircleXIcon,
  ClockIcon,
  GlobeIcon,
  HourglassIcon,
  InfoIcon,
  KeyRoundIcon,
  LinkIcon,
  LockIcon,
  type LucideIcon,
  PlayIcon,
  ShieldCheckIcon,
  StoreIcon,
  XIcon,
} from 'lucide-react'
import { findMarketplace } from '#lib/amazon/marketplaces.ts'
import type { AttemptEnd, AttemptView, StepView } from '#lib/attempts/read.ts'
import type { Tone } from '../theme.ts'

interface Words {
  readonly label: string
  readonly tone: Tone
}

/** How attempts end, as operators filter them. */
export const attemptEnds: Readonly<Record<AttemptEnd, Words>> = {
  open: { label: 'Open', tone: 'due' },
  completed: { label: 'Completed', tone: 'good' },
  failed: { label: 'Failed', tone: 'bad' },
  'never-came-back': { label: 'Never came back', tone: 'neutral' },
  quarantined: { label: 'Quarantined', tone: 'blocked' },
}

const statuses: Readonly<Record<AttemptView['status'], Words>> = {
  arrived: { label: 'Waiting for sign-in', tone: 'due' },
  started: { label: 'At Amazon', tone: 'due' },
  received: { label: 'Received', tone: 'due' },
  exchanging: { label: 'Exchanging', tone: 'due' },
  exchanged: { label: 'Storing', tone: 'due' },
  completed: attemptEnds.completed,
  quarantined: attemptEnds.quarantined,
  failed: attemptEnds.failed,
}

/** The outcome of an attempt, in a word or two. */
export function attemptStatus({ status, problem }: Pick<AttemptView, 'status' | 'problem'>): Words {
  return status === 'failed' && problem === 'not_finished' ? attemptEnds['never-came-back'] : statuses[status]
}

export const workflows: Readonly<Record<AttemptView['workflow'], string>> = {
  website: 'Website',
  appstore: 'Appstore',
  self: 'Self-authorization',
}

/** The marketplace that the attempt is for. */
export function whereOf({ marketplaceId, partnerType }: Pick<AttemptView, 'marketplaceId' | 'partnerType'>) {
  const country = findMarketplace(marketplaceId ?? '')?.country ?? marketplaceId ?? 'Not chosen yet'
  return partnerType === 'vendor' ? `${country}, vendor` : country
}

interface StepWords {
  readonly label: string
  readonly icon: LucideIcon
  readonly tone: Tone
}

/** The steps of an attempt, in words. */
export const stepWords: Readonly<Record<StepView['step'], StepWords>> = {
  started: { label: 'Started', icon: PlayIcon, tone: 'neutral' },
  arrived: { label: 'Arrived from Amazon at the Login URI', icon: GlobeIcon, tone: 'neutral' },
  redirected: { label: 'Sent to Amazon', icon: ArrowRightIcon, tone: 'neutral' },
  continued: { label: 'Redirected through the Login URI by Amazon', icon: LinkIcon, tone: 'neutral' },
  'came-back': { label: 'Came back from Amazon', icon: ArrowLeftIcon, tone: 'neutral' },
  'state-checked': { label: 'State and browser checked', icon: ShieldCheckIcon, tone: 'good' },
  refused: { label: 'A redirect was rejected', icon: BanIcon, tone: 'doubt' },
  exchanged: { label: 'Login with Amazon issued tokens', icon: KeyRoundIcon, tone: 'good' },
  waiting: { label: 'Not successful; retried automatically', icon: HourglassIcon, tone: 'doubt' },
  verified: { label: 'Marketplaces read', icon: StoreIcon, tone: 'good' },
  stored: { label: 'Stored', icon: CircleCheckIcon, tone: 'good' },
  quarantined: { label: 'Quarantined', icon: LockIcon, tone: 'blocked' },
  accepted: { label: 'Accepted by an operator', icon: CheckIcon, tone: 'good' },
  dismissed: { label: 'Dismissed by an operator', icon: XIcon, tone: 'neutral' },
  failed: { label: 'Failed', icon: CircleXIcon, tone: 'bad' },
  closed: { label: 'Expired', icon: ClockIcon, tone: 'bad' },
  reported: { label: 'The seller reported what Amazon showed', icon: InfoIcon, tone: 'doubt' },
}

/** The next step of an open attempt, by status. */
export const awaited: Readonly<
  Partial<
    Record<AttemptView['status'], { readonly label: string; readonly who: string; readonly next: string }>
  >
> = {
  arrived: {
    label: 'Waiting for the seller to sign in and agree',
    who: 'Seller',
    next: 'Gatehouse asks Amazon for nothing before that. A seller who closed the page can start again in Seller Central.',
  },
  started: {
    label: 'Waiting for the seller to come back from Amazon',
    who: 'Seller',
    next: 'Amazon doesn’t report when a seller cancels or sees an error. If they are stuck, ask for the code on Amazon’s page.',
  },
  received: {
    label: 'Waiting for the code to be exchanged',
    who: 'Nobody',
    next: 'It is retried every five seconds while the code is valid (five minutes).',
  },
  exchanging: {
    label: 'Asking Login with Amazon',
    who: 'Nobody',
    next: 'A response from Login with Amazon can take a minute.',
  },
  exchanged: {
    label: 'Reading the marketplaces and saving the connection',
    who: 'Nobody',
    next: 'The tokens are already kept safely. Saving is retried until it works.',
  },
}

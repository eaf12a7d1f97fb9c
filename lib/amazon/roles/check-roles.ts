import { control, type Probe, probesFor, type RoleName, roleNames, type Target } from './probes.ts'

/** Amazon's answer to a probe. */
export interface ProbeAnswer {
  readonly operation: string
  readonly status: number
  /** The code of the first error; empty for none. */
  readonly code: string
  readonly message: string
  readonly details: string
  readonly requestId: string | null
}

/** Why a role's status is unknown. */
export type UnknownReason =
  | 'not-isolated'
  | 'refused-once'
  | 'doubtful-refusal'
  | 'no-answer'
  | 'control-refused'

export interface RoleCheck {
  readonly role: RoleName
  readonly status: 'works' | 'refused' | 'unknown'
  /** It probably works, but another explanation is possible. */
  readonly isProbable: boolean
  /** Null: the status is known. */
  readonly reason: UnknownReason | null
  readonly evidence: ProbeAnswer | null
  /** When Amazon last answered about it. */
  readonly checkedAt: Date | null
  /** The first refusal since Amazon last allowed it. */
  readonly firstRefusedAt: Date | null
}

/** Two refusals at least this far apart say that a role is missing. */
export const refusalsApartMs = 2 * 3_600_000

type Call = (operation: string, values: Probe['values']) => Promise<ProbeAnswer | null>
type Verdict = 'let-through' | 'probably-let-through' | 'denied' | 'nothing'

/**
 * One round: the control, then a probe for each role that can be isolated. `previous` are the results so far of the
 * same grant. `call` returns null where no answer came.
 */
export async function checkRoles(
  call: Call,
  target: Target,
  previous: ReadonlyMap<RoleName, RoleCheck>,
  now: Date,
): Promise<readonly RoleCheck[]> {
  const probes = probesFor(target, now)
  const isSeller = target.partnerType === 'seller'
  const controlAnswer = isSeller ? await call(control.operation, control.values) : null
  if (
    isSeller &&
    (controlAnswer === null || isRefusal(controlAnswer) || readAnswer(controlAnswer) === 'nothing')
  ) {
    const reason = controlAnswer !== null && isRefusal(controlAnswer) ? 'control-refused' : 'no-answer'
    return roleNames.map((role) => keep(role, previous, reason))
  }
  const answers = new Map<RoleName, { readonly probe: Probe; readonly answer: ProbeAnswer | null }>()
  for (const probe of probes)
    answers.set(probe.role, { probe, answer: await call(probe.operation, probe.values) })
  const isAnyLetThrough = [...answers.values()].some(
    ({ probe, answer }) => answer !== null && readAnswer(answer, probe) === 'let-through',
  )
  // Vendors have no common control: one probe that Amazon allows is the control of the others.
  if (!isSeller && !isAnyLetThrough) return roleNames.map((role) => keep(role, previous, 'control-refused'))
  const checks = new Map<RoleName, RoleCheck>()
  for (const role of roleNames) {
    const asked = answers.get(role)
    checks.set(
      role,
      asked === undefined ? unknown(role, 'not-isolated') : decide(asked.probe, asked.answer, previous, now),
    )
  }
  return roleNames.map((role) => {
    const check = checks.get(role) ?? unknown(role, 'not-isolated')
    const others = answers.get(role)?.probe.whenAbsent
    if (others === undefined || check.status !== 'works') return check
    const isProof = others.every((other) => checks.get(other)?.status === 'refused')
    return isProof ? check : { ...check, status: 'unknown', isProbable: false, reason: 'not-isolated' }
  })
}

function decide(
  probe: Probe,
  answer: ProbeAnswer | null,
  previous: ReadonlyMap<RoleName, RoleCheck>,
  now: Date,
): RoleCheck {
  const { role } = probe
  const verdict = answer === null ? 'nothing' : readAnswer(answer, probe)
  if (verdict === 'nothing') return keep(role, previous, 'no-answer')
  const seen = { role, evidence: answer, checkedAt: now, isProbable: false, reason: null }
  if (verdict !== 'denied') {
    const isProbable = verdict === 'probably-let-through' || probe.isProbable === true
    return { ...seen, status: 'works', isProbable, firstRefusedAt: null }
  }
  const firstRefusedAt = previous.get(role)?.firstRefusedAt ?? now
  if (probe.isDoubtful) return { ...seen, status: 'unknown', reason: 'doubtful-refusal', firstRefusedAt }
  const isConfirmed = now.getTime() - firstRefusedAt.getTime() >= refusalsApartMs
  if (isConfirmed || previous.get(role)?.status === 'refused')
    return { ...seen, status: 'refused', firstRefusedAt }
  return { ...seen, status: 'unknown', reason: 'refused-once', firstRefusedAt }
}

/** Nothing new: the previous result stays. */
function keep(role: RoleName, previous: ReadonlyMap<RoleName, RoleCheck>, reason: UnknownReason): RoleCheck {
  return previous.get(role) ?? unknown(role, reason)
}

function unknown(role: RoleName, reason: UnknownReason): RoleCheck {
  return {
    role,
    status: 'unknown',
    isProbable: false,
    reason,
    evidence: null,
    checkedAt: null,
    firstRefusedAt: null,
  }
}

const isRefusal = ({ status }: ProbeAnswer) => status === 403

/** 403s that are about the token or the region, and not about a role, have details. */
export function readAnswer(answer: ProbeAnswer, probe: Pick<Probe, 'gate'> = { gate: 'operation' }): Verdict {
  const { status, message, details } = answer
  if ((status >= 200 && status < 300) || status === 404) return 'let-through'
  // It is unknown whether Amazon checks roles before parameters.
  if (status === 400) return 'probably-let-through'
  if (status !== 403) return 'nothing'
  // The report's own gate. The roles that are probed by reports also open the operation, so that its gate counts too.
  if (/Access to the resource is forbidden/i.test(message))
    return probe.gate === 'report' ? 'denied' : 'nothing'
  return /Access to requested resource is denied/i.test(message) && details === '' ? 'denied' : 'nothing'
}

/** The session that holds the migration lock, as the server knows it. */
export interface LockHolder {
  readonly pid: number
  readonly application: string | null
  /** Null for a session over a Unix socket. */
  readonly address: string | null
  readonly connectedAt: Date | null
  /** Such as `active` or `idle`, since `stateSince`. */
  readonly state: string | null
  readonly stateSince: Date | null
}

/** Names it so that an administrator finds it: "process 4711 of the server (gatehouse, from 10.0.0.5, …)". */
export function describeHolder(holder: LockHolder | null): string {
  if (holder === null) return 'another session'
  const { pid, application, address, connectedAt, state, stateSince } = holder
  const facts = [
    application ?? 'without a name',
    address === null ? 'from this machine' : `from ${address}`,
    ...(connectedAt === null ? [] : [`connected since ${connectedAt.toISOString()}`]),
    ...(state === null || stateSince === null ? [] : [`${state} since ${stateSince.toISOString()}`]),
  ]
  return `server process ${pid} (${facts.join(', ')})`
}

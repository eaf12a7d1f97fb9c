import type { Application } from '../world/shapes.ts'
import type { WorldRecords } from '../world/world.ts'
import type { State } from './shape.ts'

/** In the file, the newest secret is last. */
function withSecretsReversed(application: Application): Application {
  return { ...application, clientSecrets: application.clientSecrets.toReversed() }
}

/** Writes the state. Records refer to an authorization by its id, instead of by reference. */
export function stateOf(records: WorldRecords): object {
  const { authorizations, grants, codes } = records.authorizations
  const { destinations, subscriptions } = records.notifications
  return {
    version: 1,
    clockOffsetMs: records.clockOffsetMs,
    settings: records.settings,
    mintKey: records.mintKey,
    applications: records.applications.map(withSecretsReversed),
    sellers: records.sellers,
    authorizations,
    grants: grants.map(({ authorization, number, refreshToken, validSince, withdrawn, roles }) => ({
      authorization: authorization.id,
      number,
      refreshToken,
      validSince,
      withdrawn,
      roles,
    })),
    codes: codes.map((code) => ({ ...code, authorization: code.authorization.id })),
    hops: records.hops,
    destinations,
    subscriptions,
  }
}

/** Throws RangeError when a record refers to an authorization that doesn't exist. */
export function recordsFrom(state: State): WorldRecords {
  const byId = new Map(state.authorizations.map((authorization) => [authorization.id, authorization]))
  const find = (id: string) => {
    const authorization = byId.get(id)
    if (authorization === undefined) throw new RangeError('a token is of no authorization')
    return authorization
  }
  const applications = state.applications.map(withSecretsReversed)
  if (applications.some(({ number }, position) => number !== position)) {
    throw new RangeError('the applications are not in order')
  }
  return {
    clockOffsetMs: state.clockOffsetMs,
    settings: state.settings,
    mintKey: state.mintKey,
    applications,
    sellers: state.sellers,
    authorizations: {
      authorizations: state.authorizations,
      grants: state.grants.map((grant, position) => {
        const authorization = find(grant.authorization)
        const { number = position, validSince = authorization.authorizedAt } = grant
        return { ...grant, number, validSince, authorization }
      }),
      codes: state.codes.map((code) => ({ ...code, authorization: find(code.authorization) })),
    },
    hops: state.hops,
    notifications: { destinations: state.destinations, subscriptions: state.subscriptions },
  }
}

/** The address of every page. Ids are encoded, so that a damaged one stays one segment. */
const segment = encodeURIComponent

const withNext = (path: string) => (next?: string | null) =>
  next == null ? path : `${path}?${new URLSearchParams({ next })}`

export const paths = {
  connections: '/connect/connections',
  ownAccount: '/connect/me',
  connectLink: (token: string) => `/connect/link/${segment(token)}`,
  finish: (attemptId: string) => `/connect/finish/${segment(attemptId)}`,
  unfinished: (attemptId: string) => `/connect/unfinished/${segment(attemptId)}`,
  arrival: (attemptId: string) => `/connect/arrival/${segment(attemptId)}`,
  reauthorize: (authorizationId: string) => `/connect/${segment(authorizationId)}/re-authorize`,

  signIn: withNext('/sign-in'),
  signUp: withNext('/sign-up'),
  diagnose: '/diagnose',

  authorizations: '/ops',
  authorization: (id: string) => `/ops/authorizations/${segment(id)}`,
  selfAuthorize: '/ops/authorizations/new',
  incidents: '/ops/incidents',
  renewals: '/ops/renewals',
  links: '/ops/links',
  attempts: '/ops/attempts',
  attempt: (id: string) => `/ops/attempts/${segment(id)}`,
  calls: '/ops/calls',
  applications: '/ops/applications',
  application: (id: string) => `/ops/applications/${segment(id)}`,
  applicationSecret: (id: string) => `/ops/applications/${segment(id)}/secret`,
  newApplication: '/ops/applications/new',
  people: '/ops/people',
  keys: '/ops/keys',
  ownProfile: '/ops/me',

  /** JSON of a list, for the open dashboard. */
  data: (list: string) => `/ops/data/${segment(list)}`,
} as const

import { factFields, identityFields } from '#lib/applications/parse-facts.ts'
import { apiScopes } from '#lib/keys/choices.ts'

export interface ServerAction {
  /** The page where it is pressed. */
  readonly at: string
  /** Of its form; empty where it has none. */
  readonly fields: readonly string[]
  /** In the place of a form's state and the form. */
  readonly args?: readonly unknown[]
  /** Whoever is signed out is not sent to sign in. */
  readonly isForVisitors?: true
}

const authorization = '/ops/authorizations/[id]'
const application = '/ops/applications/[id]'
const onlyForm = ['$K1']
const nobody = '3f0c9a52-6f7e-4a55-9c2b-0d1e2f3a4b5c'

/** Every server action there is, by its file and its name. */
export const actions: Readonly<Record<string, ServerAction>> = {
  'app/_server/choose-theme.ts chooseTheme': {
    at: '/',
    fields: ['theme'],
    args: onlyForm,
    isForVisitors: true,
  },
  'app/_server/sign-out.ts signOut': { at: '/', fields: [], args: onlyForm, isForVisitors: true },
  'app/_server/own-sessions.ts changeOwnPassword': { at: '/connect/me', fields: ['current', 'password'] },
  'app/_server/own-sessions.ts endOwnSessions': { at: '/connect/me', fields: ['id'] },
  'app/connect/connections/actions.ts disconnect': { at: '/connect/connections', fields: ['id'] },
  'app/connect/finish/[attemptId]/actions.ts finish': {
    at: '/connect/finish/[id]',
    fields: [],
    args: [nobody, '$K1'],
    isForVisitors: true,
  },
  'app/connect/link/[token]/actions.ts claim': {
    at: '/connect/link/[id]',
    fields: ['token', 'marketplace'],
  },
  'app/connect/unfinished/[attemptId]/actions.ts report': {
    at: '/connect/unfinished/[id]',
    fields: ['attempt', 'shown'],
  },
  'app/diagnose/actions.ts diagnoseByForm': { at: '/diagnose', fields: ['paste'], isForVisitors: true },
  'app/ops/applications/actions.ts create': {
    at: '/ops/applications/new',
    fields: [...factFields, ...identityFields, 'clientSecret', 'secretCreatedOn'],
  },
  'app/ops/applications/actions.ts change': {
    at: application,
    fields: ['id', 'seenAt', 'newRoles', ...factFields, ...identityFields],
  },
  'app/ops/applications/actions.ts setRetired': { at: application, fields: ['id', 'wanted'] },
  'app/ops/applications/[id]/secret/actions.ts date': {
    at: `${application}/secret`,
    fields: ['id', 'secretCreatedOn'],
  },
  'app/ops/applications/[id]/secret/actions.ts replace': {
    at: `${application}/secret`,
    fields: ['id', 'clientSecret', 'secretCreatedOn'],
  },
  'app/ops/applications/[id]/secret/actions.ts rotate': {
    at: `${application}/secret`,
    fields: ['id', 'region'],
  },
  'app/ops/attempts/[id]/decide.ts accept': { at: '/ops/attempts/[id]', fields: ['id'] },
  'app/ops/attempts/[id]/decide.ts dismiss': { at: '/ops/attempts/[id]', fields: ['id'] },
  'app/ops/authorizations/[id]/actions.ts refresh': { at: authorization, fields: ['id'] },
  'app/ops/authorizations/[id]/actions.ts release': { at: authorization, fields: ['id'] },
  'app/ops/authorizations/[id]/actions.ts revoke': { at: authorization, fields: ['id'] },
  'app/ops/authorizations/[id]/forms.ts label': { at: authorization, fields: ['id', 'name'] },
  'app/ops/authorizations/[id]/forms.ts addSellingPartner': {
    at: authorization,
    fields: ['id', 'sellingPartner'],
  },
  'app/ops/authorizations/[id]/forms.ts confirmId': { at: authorization, fields: ['id', 'sellingPartner'] },
  'app/ops/authorizations/[id]/forms.ts move': {
    at: authorization,
    fields: ['id', 'from', 'account', 'confirmedAccount'],
  },
  'app/ops/authorizations/[id]/forms.ts pause': { at: authorization, fields: ['id'] },
  'app/ops/authorizations/[id]/forms.ts resume': { at: authorization, fields: ['id'] },
  'app/ops/authorizations/[id]/forms.ts rollBack': { at: authorization, fields: ['id', 'tokenVersion'] },
  'app/ops/authorizations/[id]/forms.ts replace': { at: authorization, fields: ['id', 'token'] },
  'app/ops/authorizations/new/actions.ts authorize': {
    at: '/ops/authorizations/new',
    fields: [
      ...['token', 'name', 'application', 'marketplace', 'partner'],
      ...['account', 'confirmedAccount', 'sellingPartner'],
    ],
  },
  'app/ops/calls/actions.ts run': { at: '/ops/calls', fields: ['authorization', 'operation'] },
  'app/ops/keys/actions.ts create': {
    at: '/ops/keys',
    fields: [
      ...['id', 'name', 'application', 'account', 'confirmedAccount', 'days'],
      ...apiScopes.map(({ id }) => id),
    ],
  },
  'app/ops/keys/actions.ts revoke': { at: '/ops/keys', fields: ['id'] },
  'app/ops/links/actions.ts create': {
    at: '/ops/links',
    fields: [
      ...['id', 'name', 'application', 'partner', 'marketplace'],
      ...['account', 'confirmedAccount', 'sellingPartner', 'returnTo', 'days'],
    ],
  },
  'app/ops/links/actions.ts createRenewal': { at: authorization, fields: ['id', 'authorization', 'days'] },
  'app/ops/links/actions.ts revoke': { at: '/ops/links', fields: ['id'] },
  'app/ops/people/actions.ts cancel': { at: '/ops/people', fields: ['id'] },
  'app/ops/people/actions.ts createReset': { at: '/ops/people', fields: ['id'] },
  'app/ops/people/actions.ts free': { at: '/ops/people', fields: ['id'] },
  'app/ops/people/actions.ts giveRole': { at: '/ops/people', fields: ['id', 'role'] },
  'app/ops/people/actions.ts invite': { at: '/ops/people', fields: ['email', 'role'] },
  'app/ops/people/actions.ts setEnabled': { at: '/ops/people', fields: ['id', 'wanted'] },
  'app/reset/actions.ts readReset': { at: '/reset', fields: [], args: ['x'], isForVisitors: true },
  'app/reset/actions.ts resetByForm': {
    at: '/reset',
    fields: ['token', 'email', 'password'],
    isForVisitors: true,
  },
  'app/setup/actions.ts lookAtInvitation': { at: '/setup', fields: [], args: ['x'], isForVisitors: true },
  'app/setup/actions.ts setUpByForm': {
    at: '/setup',
    fields: ['token', 'name', 'email', 'password'],
    isForVisitors: true,
  },
  'app/sign-in/actions.ts signInByForm': {
    at: '/sign-in',
    fields: ['email', 'password', 'next'],
    isForVisitors: true,
  },
  'app/sign-up/actions.ts signUpByForm': {
    at: '/sign-up',
    fields: ['name', 'email', 'password', 'next'],
    isForVisitors: true,
  },
}

import { consentGroups } from '#lib/amazon/marketplaces.ts'
import { factFields, identityFields } from '#lib/applications/parse-facts.ts'
import { brandingFields } from '#lib/branding/branding.ts'
import { publicEventTypes } from '#lib/events/catalog.ts'
import { apiScopes } from '#lib/keys/choices.ts'

export interface ServerAction {
  /** The page with its button. */
  readonly at: string
  /** The fields of its form; empty if there are none. */
  readonly fields: readonly string[]
  /** In place of a form's state and the form. */
  readonly args?: readonly unknown[]
  /** Visitors are not redirected to the sign-in. */
  readonly isForVisitors?: true
}

const authorization = '/ops/authorizations/[id]'
const application = '/ops/applications/[id]'
const webhook = '/ops/webhooks/[id]'
const webhookFields = ['id', 'seenAt', 'name', 'url', 'application', 'tags', 'types', ...publicEventTypes]
const onlyForm = ['$K1']
const nobody = '3f0c9a52-6f7e-4a55-9c2b-0d1e2f3a4b5c'

/** Every server action, by its file and its name. */
export const actions: Readonly<Record<string, ServerAction>> = {
  'app/_server/choose-theme.ts chooseTheme': {
    at: '/',
    fields: ['theme'],
    args: onlyForm,
    isForVisitors: true,
  },
  'app/_server/choose-time-format.ts chooseTimeFormat': {
    at: '/ops',
    fields: ['format'],
    args: onlyForm,
    isForVisitors: true,
  },
  'app/_server/languages/choose-language.ts chooseLanguage': {
    at: '/',
    fields: ['language'],
    args: onlyForm,
    isForVisitors: true,
  },
  'app/_server/people/sign-out.ts signOut': { at: '/', fields: [], args: onlyForm, isForVisitors: true },
  'app/_server/people/own-sessions.ts changeOwnPassword': {
    at: '/connect/me',
    fields: ['current', 'password'],
  },
  'app/_server/people/own-sessions.ts confirmOwnPassword': { at: '/connect/me', fields: ['current'] },
  'app/_server/people/own-sessions.ts endOwnSessions': { at: '/connect/me', fields: ['id'] },
  'app/_server/people/own-sessions.ts unlinkOwnProvider': { at: '/connect/me', fields: [] },
  'app/_server/people/own-passkeys.ts beginOwnPasskey': { at: '/connect/me', fields: [] },
  'app/_server/people/own-passkeys.ts addOwnPasskey': { at: '/connect/me', fields: ['name', 'answer'] },
  'app/_server/people/own-passkeys.ts renameOwnPasskey': { at: '/connect/me', fields: ['id', 'name'] },
  'app/_server/people/own-passkeys.ts removeOwnPasskey': { at: '/connect/me', fields: ['id'] },
  'app/_server/people/own-passkeys.ts beginOwnConfirmation': { at: '/connect/me', fields: [] },
  'app/_server/people/own-passkeys.ts confirmByPasskey': { at: '/connect/me', fields: ['answer'] },
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
  'app/connect/amazon-error/actions.ts explain': {
    at: '/connect/amazon-error',
    fields: ['shown'],
    isForVisitors: true,
  },
  'app/ops/settings/actions.ts saveBranding': {
    at: '/ops/settings',
    fields: ['seenAt', 'removeLogo', 'logo', ...brandingFields],
  },
  'app/connect/plan-countries.ts plan': {
    at: '/connect/connections',
    fields: ['application', 'partner', ...consentGroups.map(({ id }) => id)],
  },
  'app/connect/me/actions.ts resendConfirmation': { at: '/connect/me', fields: [] },
  'app/connect/me/actions.ts setReminders': { at: '/connect/me', fields: ['reminders'] },
  'app/confirm-email/actions.ts readConfirmation': {
    at: '/confirm-email',
    fields: [],
    args: ['x'],
    isForVisitors: true,
  },
  'app/confirm-email/actions.ts confirmByForm': { at: '/confirm-email', fields: ['token'] },
  'app/confirm-email/actions.ts disownByForm': {
    at: '/confirm-email',
    fields: ['token'],
    isForVisitors: true,
  },
  'app/_server/people/own-factors.ts beginOwnApp': { at: '/connect/me', fields: [] },
  'app/_server/people/own-factors.ts enableOwnApp': { at: '/connect/me', fields: ['code'] },
  'app/_server/people/own-factors.ts disableOwnApp': { at: '/connect/me', fields: [] },
  'app/_server/people/own-factors.ts createOwnRecoveryCodes': { at: '/connect/me', fields: [] },
  'app/_server/people/own-factors.ts confirmByCode': { at: '/connect/me', fields: ['code'] },
  'app/sign-in/actions.ts enterCode': {
    at: '/sign-in/second-step',
    fields: ['code', 'next'],
    isForVisitors: true,
  },
  'app/sign-in/actions.ts beginPasskey': { at: '/sign-in', fields: [], isForVisitors: true },
  'app/sign-in/actions.ts signInByPasskey': {
    at: '/sign-in',
    fields: ['answer', 'next'],
    isForVisitors: true,
  },
  'app/demo/actions.ts enterDemo': { at: '/sign-in', fields: ['who', 'next'], isForVisitors: true },
  'app/demo/actions.ts playScenario': { at: '/ops', fields: ['id'] },
  'app/demo/actions.ts startDemoAfresh': { at: '/demo/reset', fields: ['sure'], isForVisitors: true },
  'app/forgot-password/actions.ts requestReset': {
    at: '/forgot-password',
    fields: ['email'],
    isForVisitors: true,
  },
  'app/unsubscribe/[token]/actions.ts unsubscribeByForm': {
    at: '/unsubscribe/[id]',
    fields: ['token'],
    isForVisitors: true,
  },
  'app/ops/notifications/actions.ts addChannel': {
    at: '/ops/notifications',
    fields: ['id', 'name', 'kind', 'recipients', 'url'],
  },
  'app/ops/notifications/actions.ts deleteChannel': { at: '/ops/notifications', fields: ['id'] },
  'app/ops/notifications/actions.ts sendTest': { at: '/ops/notifications', fields: ['id'] },
  'app/ops/notifications/actions.ts sendTestEmail': { at: '/ops/notifications', fields: ['email'] },
  'app/ops/notifications/actions.ts addRule': {
    at: '/ops/notifications',
    fields: ['id', 'channel', 'application', 'tag', 'hour', 'timeZone', ...publicEventTypes],
  },
  'app/ops/notifications/actions.ts deleteRule': { at: '/ops/notifications', fields: ['id'] },
  'app/ops/notifications/actions.ts saveSellerEmails': {
    at: '/ops/notifications',
    fields: ['seenAt', 'renewals', 'accessLost'],
  },
  'app/ops/outbox/actions.ts again': { at: '/ops/outbox', fields: ['id'] },
  'app/ops/outbox/actions.ts cancel': { at: '/ops/outbox', fields: ['id'] },
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
  'app/ops/applications/[id]/secret/actions.ts activate': {
    at: `${application}/secret`,
    fields: ['id'],
  },
  'app/ops/applications/[id]/secret/actions.ts checkQueue': {
    at: `${application}/secret`,
    fields: ['id'],
  },
  'app/ops/applications/[id]/secret/actions.ts saveRotation': {
    at: `${application}/secret`,
    fields: ['id', 'seenAt', 'policy', 'queueUrl', 'awsAccessKeyId', 'awsSecret'],
  },
  'app/ops/applications/[id]/secret/actions.ts date': {
    at: `${application}/secret`,
    fields: ['id', 'seenAt', 'secretCreatedOn'],
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
  'app/ops/authorizations/[id]/forms.ts annotate': { at: authorization, fields: ['id', 'reference', 'tags'] },
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
  'app/ops/authorizations/views.ts save': {
    at: '/ops/authorizations',
    fields: ['id', 'name', 'shared', 'parameters'],
  },
  'app/ops/authorizations/views.ts change': {
    at: '/ops/authorizations',
    fields: ['id', 'version', 'parameters'],
  },
  'app/ops/authorizations/views.ts rename': {
    at: '/ops/authorizations',
    fields: ['id', 'version', 'name', 'shared'],
  },
  'app/ops/authorizations/views.ts remove': { at: '/ops/authorizations', fields: ['id', 'version'] },
  'app/ops/bulk/new/actions.ts start': {
    at: '/ops/bulk/new',
    fields: ['id', 'action', 'query', 'eligible', 'snapshotAt', 'tagName', 'tagValue', 'days'],
  },
  'app/ops/bulk/[id]/actions.ts stop': { at: '/ops/bulk/[id]', fields: ['id'] },
  'app/ops/authorizations/[id]/actions.ts checkRoles': { at: authorization, fields: ['id'] },
  'app/ops/calls/examples.ts save': {
    at: '/ops/calls',
    fields: ['id', 'name', 'shared', 'operation', 'input'],
  },
  'app/ops/calls/examples.ts change': { at: '/ops/calls', fields: ['id', 'version', 'input'] },
  'app/ops/calls/examples.ts rename': { at: '/ops/calls', fields: ['id', 'version', 'name', 'shared'] },
  'app/ops/calls/examples.ts remove': { at: '/ops/calls', fields: ['id', 'version'] },
  'app/ops/calls/actions.ts run': {
    at: '/ops/calls',
    fields: ['authorization', 'operation', 'input', 'environment', 'reason'],
  },
  'app/ops/keys/actions.ts create': {
    at: '/ops/keys',
    fields: [
      ...['id', 'name', 'application', 'account', 'confirmedAccount', 'days'],
      ...apiScopes.map(({ id }) => id),
    ],
  },
  'app/ops/keys/actions.ts createForAgent': {
    at: '/ops/keys/agents',
    fields: [
      'id',
      'name',
      'application',
      'account',
      'confirmedAccount',
      'days',
      ...apiScopes.map(({ id }) => id),
    ],
  },
  'app/ops/keys/actions.ts stop': { at: '/ops/keys/agents', fields: [] },
  'app/ops/keys/actions.ts resume': { at: '/ops/keys/agents', fields: [] },
  'app/ops/keys/actions.ts replaceSecret': { at: '/ops/keys', fields: ['id', 'overlap'] },
  'app/ops/keys/actions.ts endPreviousSecret': { at: '/ops/keys', fields: ['id'] },
  'app/ops/keys/actions.ts revoke': { at: '/ops/keys', fields: ['id'] },
  'app/ops/imports/actions.ts startFile': { at: '/ops/imports', fields: ['text', 'file'] },
  'app/ops/imports/actions.ts cancel': { at: '/ops/imports/[id]', fields: ['id'] },
  'app/ops/compliance/actions.ts confirm': { at: '/ops/compliance', fields: ['kind', 'id', 'access'] },
  'app/ops/compliance/actions.ts deleteSeller': { at: '/ops/people', fields: ['id'] },
  'app/ops/encryption/actions.ts reseal': { at: '/ops/encryption', fields: [] },
  'app/ops/encryption/actions.ts markCompromised': { at: '/ops/encryption', fields: ['id'] },
  'app/ops/encryption/actions.ts retire': { at: '/ops/encryption', fields: ['id'] },
  'app/ops/webhooks/actions.ts create': { at: '/ops/webhooks/new', fields: webhookFields },
  'app/ops/webhooks/actions.ts change': { at: `${webhook}/settings`, fields: webhookFields },
  'app/ops/webhooks/actions.ts rotate': { at: webhook, fields: ['id', 'endsPrevious'] },
  'app/ops/webhooks/actions.ts setEnabled': { at: webhook, fields: ['id', 'wanted'] },
  'app/ops/webhooks/actions.ts test': { at: webhook, fields: ['id'] },
  'app/ops/webhooks/actions.ts replay': { at: `${webhook}/deliveries/[id]`, fields: ['id', 'delivery'] },
  'app/ops/webhooks/actions.ts replayFailed': { at: webhook, fields: ['id', 'hours'] },
  'app/ops/webhooks/actions.ts remove': { at: webhook, fields: ['id'] },
  'app/ops/links/actions.ts create': {
    at: '/ops/links',
    fields: [
      ...['id', 'name', 'application', 'partner', 'marketplace'],
      ...['account', 'confirmedAccount', 'sellingPartner', 'returnTo', 'days', 'sendTo'],
    ],
  },
  'app/ops/links/actions.ts createRenewal': {
    at: authorization,
    fields: ['id', 'authorization', 'days', 'send'],
  },
  'app/ops/links/actions.ts revoke': { at: '/ops/links', fields: ['id'] },
  'app/ops/people/actions.ts cancel': { at: '/ops/people', fields: ['id'] },
  'app/ops/people/actions.ts createReset': { at: '/ops/people', fields: ['id', 'takenOver'] },
  'app/ops/people/actions.ts free': { at: '/ops/people', fields: ['id'] },
  'app/ops/people/actions.ts giveRole': { at: '/ops/people', fields: ['id', 'role'] },
  'app/ops/people/actions.ts invite': { at: '/ops/people', fields: ['email', 'role', 'send'] },
  'app/ops/people/actions.ts setEnabled': { at: '/ops/people', fields: ['id', 'wanted'] },
  'app/reset/actions.ts readReset': { at: '/reset', fields: [], args: ['x'], isForVisitors: true },
  'app/reset/actions.ts resetByForm': {
    at: '/reset',
    fields: ['token', 'email', 'password'],
    isForVisitors: true,
  },
  'app/setup/actions.ts readInvitationLink': { at: '/setup', fields: [], args: ['x'], isForVisitors: true },
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

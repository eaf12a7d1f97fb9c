import { z } from 'zod'
import { marketplaces } from '#lib/amazon/marketplaces.ts'
import { isMoment } from '../clock.ts'
import { sellerShape, settingsShape } from '../control/shapes.ts'
import { applicationShape } from '../world/applications.ts'
import { mintKeyBytes } from '../world/token-mint.ts'

const moment = z.number().refine(isMoment, 'must be a moment between the years 1970 and 9999')
const text = z.string().max(4096)
const workflow = z.enum(['website', 'appstore', 'self'])

const queueMessageShape = z.strictObject({
  notificationVersion: z.literal('1.0'),
  notificationType: text,
  payloadVersion: z.literal('2023-11-30'),
  eventTime: text,
  payload: z.record(text, z.record(text, text)),
  notificationMetadata: z.strictObject({
    applicationId: text,
    subscriptionId: text,
    publishTime: text,
    notificationId: text,
  }),
})

const keptApplicationShape = applicationShape.omit({ clientSecret: true }).extend({
  number: z.int().min(0),
  clientSecrets: z
    .array(
      z.strictObject({
        value: text,
        expiresAt: moment,
        refusedAt: moment,
        // Missing in files from before it was stored.
        isExpired: z.boolean().default(false),
      }),
    )
    .min(1),
  queue: z.array(queueMessageShape),
})

const authorizationShape = z.strictObject({
  id: text,
  applicationId: text,
  sellingPartnerId: text,
  region: z.enum(marketplaces.map(({ region }) => region)),
  consentGroup: z.enum(marketplaces.map(({ consentGroup }) => consentGroup)),
  workflow,
  state: z.enum(['enabled', 'disabled', 'lapsed']),
  authorizedAt: moment,
})

/** By the id of its authorization. */
const grantShape = z.strictObject({
  authorization: text,
  refreshToken: text,
  /** Missing in files of earlier versions. */
  validSince: moment.optional(),
  withdrawn: z.boolean(),
  /** In files of earlier versions, it is the position. */
  number: z
    .int()
    .min(0)
    .max(2 ** 48 - 1)
    .optional(),
  /** Missing in files of earlier versions. */
  roles: z.array(text).nullable().default(null),
})

const codeShape = z.strictObject({
  value: text,
  authorization: text,
  redirectUri: text,
  expiresAt: moment,
  spent: z.boolean(),
})

const hopShape = z.strictObject({
  amazonState: text,
  applicationId: text,
  sellingPartnerId: text,
  host: text,
  workflow,
  redirectUri: text.nullable(),
  expiresAt: moment,
  used: z.boolean(),
})

const destinationShape = z.strictObject({
  destinationId: text,
  name: text,
  resource: z.record(text, z.unknown()),
})

const subscriptionShape = z.strictObject({
  subscriptionId: text,
  applicationId: text,
  authorizationId: text,
  notificationType: text,
  payloadVersion: text,
  destinationId: text,
})

/** A world as it is stored in its file. A change of this type needs a new version, and code that reads the old one. */
export const stateShape = z.strictObject({
  version: z.literal(1),
  clockOffsetMs: z
    .number()
    .refine((offsetMs) => isMoment(Date.now() + offsetMs), 'must lead to the years 1970 to 9999'),
  settings: settingsShape,
  mintKey: z.base64url().length(Math.ceil((mintKeyBytes * 4) / 3)),
  applications: z.array(keptApplicationShape),
  sellers: z.array(sellerShape),
  authorizations: z.array(authorizationShape),
  grants: z.array(grantShape),
  codes: z.array(codeShape),
  hops: z.array(hopShape),
  destinations: z.array(z.tuple([text, z.array(destinationShape)])),
  subscriptions: z.array(subscriptionShape),
})

export type State = z.output<typeof stateShape>

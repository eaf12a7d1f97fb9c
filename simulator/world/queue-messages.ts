import { randomUUID } from 'node:crypto'
import type { Application, ClientSecret, QueueMessage } from './shapes.ts'

function message(
  application: Application,
  notificationType: string,
  at: number,
  payload: QueueMessage['payload'],
): QueueMessage {
  const time = new Date(at).toISOString()
  return {
    notificationVersion: '1.0',
    notificationType,
    payloadVersion: '2023-11-30',
    eventTime: time,
    payload,
    notificationMetadata: {
      applicationId: application.applicationId,
      subscriptionId: randomUUID(),
      publishTime: time,
      notificationId: randomUUID(),
    },
  }
}

/** The only place where an application receives a secret that it rotated by API. */
export function newSecretMessage(
  application: Application,
  fresh: ClientSecret,
  overlapEndsAt: number,
  at: number,
): QueueMessage {
  return message(application, 'APPLICATION_OAUTH_CLIENT_NEW_SECRET', at, {
    applicationOAuthClientNewSecret: {
      clientId: application.lwaClientId,
      newClientSecret: fresh.value,
      newClientSecretExpiryTime: new Date(fresh.expiresAt).toISOString(),
      oldClientSecretExpiryTime: new Date(overlapEndsAt).toISOString(),
    },
  })
}

/** Amazon's notice that a secret will expire. */
export function secretExpiryMessage(application: Application, at: number): QueueMessage {
  return message(application, 'APPLICATION_OAUTH_CLIENT_SECRET_EXPIRY', at, {
    applicationOAuthClientSecretExpiry: {
      clientId: application.lwaClientId,
      clientSecretExpiryTime: new Date(application.clientSecrets[0]?.expiresAt ?? at).toISOString(),
      clientSecretExpiryReason: 'PERIODIC_ROTATION',
    },
  })
}

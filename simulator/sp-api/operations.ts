import { createDestination, deleteDestination, getDestination, getDestinations } from './destinations.ts'
import type { Access, Operation } from './operation.ts'
import { createRestrictedDataToken } from './restricted-data-token.ts'
import { rotateApplicationClientSecret } from './rotate-client-secret.ts'
import { getAccount, getMarketplaceParticipations } from './sellers.ts'
import {
  createSubscription,
  deleteSubscriptionById,
  getSubscription,
  getSubscriptionById,
  sendTestNotification,
} from './subscriptions.ts'

const notifications: Access = { kind: 'grantless', scope: 'sellingpartnerapi::notifications' }
const anySeller: Access = { kind: 'seller', roles: null, partnerTypes: ['seller', 'vendor'] }
const sellersRate = { perSecond: 0.016, burst: 15 }
const notificationsRate = { perSecond: 1, burst: 5 }
const destinations = '/notifications/v1/destinations'
const subscriptions = '/notifications/v1/subscriptions/:notificationType'

/** The operations with rules of their own. The catalog has all the others (`catalog-operations.ts`). */
export const ownOperations: readonly Operation[] = [
  {
    name: 'getMarketplaceParticipations',
    method: 'GET',
    path: '/sellers/v1/marketplaceParticipations',
    rate: sellersRate,
    access: {
      kind: 'seller',
      roles: ['Product Listing', 'Selling Partner Insights'],
      regionalRoles: {
        'Amazon Fulfillment': ['fe'],
        'Buyer Communication': ['fe'],
        'Finance and Accounting': ['fe'],
        'Inventory and Order Tracking': ['fe'],
        Pricing: ['fe'],
      },
      partnerTypes: ['seller'],
    },
    sandbox: 'yes',
    answer: getMarketplaceParticipations,
  },
  {
    name: 'getAccount',
    method: 'GET',
    path: '/sellers/v1/account',
    rate: sellersRate,
    access: {
      kind: 'seller',
      roles: ['Account Information Service Provider', 'Finance and Accounting'],
      partnerTypes: ['seller'],
    },
    regions: ['eu'],
    sandbox: 'yes',
    answer: getAccount,
  },
  {
    name: 'createRestrictedDataToken',
    method: 'POST',
    path: '/tokens/2021-03-01/restrictedDataToken',
    rate: { perSecond: 1, burst: 10 },
    access: {
      kind: 'seller',
      roles: [
        'Direct-to-Consumer Shipping (Restricted)',
        'Tax Invoicing (Restricted)',
        'Tax Remittance (Restricted)',
      ],
      partnerTypes: ['seller', 'vendor'],
    },
    sandbox: 'yes',
    takesBody: true,
    answer: createRestrictedDataToken,
  },
  {
    name: 'rotateApplicationClientSecret',
    method: 'POST',
    path: '/applications/2023-11-30/clientSecret',
    rate: { perSecond: 0.0167, burst: 1 },
    access: { kind: 'grantless', scope: 'sellingpartnerapi::client_credential:rotation' },
    sandbox: 'no',
    answer: rotateApplicationClientSecret,
  },
  {
    name: 'createDestination',
    method: 'POST',
    path: destinations,
    rate: notificationsRate,
    access: notifications,
    sandbox: 'yes',
    takesBody: true,
    answer: createDestination,
  },
  {
    name: 'getDestinations',
    method: 'GET',
    path: destinations,
    rate: notificationsRate,
    access: notifications,
    sandbox: 'yes',
    answer: getDestinations,
  },
  {
    name: 'getDestination',
    method: 'GET',
    path: `${destinations}/:destinationId`,
    rate: notificationsRate,
    access: notifications,
    sandbox: 'yes',
    answer: getDestination,
  },
  {
    name: 'deleteDestination',
    method: 'DELETE',
    path: `${destinations}/:destinationId`,
    rate: notificationsRate,
    access: notifications,
    sandbox: 'yes',
    answer: deleteDestination,
  },
  {
    name: 'getSubscriptionById',
    method: 'GET',
    path: `${subscriptions}/:subscriptionId`,
    rate: notificationsRate,
    access: notifications,
    sandbox: 'yes',
    answer: getSubscriptionById,
  },
  {
    name: 'deleteSubscriptionById',
    method: 'DELETE',
    path: `${subscriptions}/:subscriptionId`,
    rate: notificationsRate,
    access: notifications,
    sandbox: 'yes',
    answer: deleteSubscriptionById,
  },
  {
    name: 'sendTestNotification',
    method: 'POST',
    path: `${subscriptions}/testNotification`,
    rate: notificationsRate,
    access: notifications,
    sandbox: 'only',
    answer: sendTestNotification,
  },
  {
    name: 'createSubscription',
    method: 'POST',
    path: subscriptions,
    rate: notificationsRate,
    access: anySeller,
    sandbox: 'yes',
    takesBody: true,
    answer: createSubscription,
  },
  {
    name: 'getSubscription',
    method: 'GET',
    path: subscriptions,
    rate: notificationsRate,
    access: anySeller,
    sandbox: 'yes',
    answer: getSubscription,
  },
]

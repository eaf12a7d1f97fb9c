/** The static examples of Amazon's models, as its sandbox answers them. */

export const sandboxParticipations = [
  {
    marketplace: {
      id: 'ATVPDKIKX0DER',
      countryCode: 'US',
      name: 'Amazon.com',
      defaultCurrencyCode: 'USD',
      defaultLanguageCode: 'en_US',
      domainName: 'www.amazon.com',
    },
    storeName: 'BestSellerStore',
    participation: { isParticipating: true, hasSuspendedListings: false },
  },
] as const

/** Without currency and language, though the model requires them: so does Amazon's own. */
export const sandboxAccount = {
  marketplaceParticipationList: [
    {
      marketplace: {
        id: 'ATVPDKIKX0DER',
        countryCode: 'US',
        name: 'Amazon.com',
        domainName: 'www.amazon.com',
      },
      storeName: 'BestSellerStore',
      participation: { isParticipating: true, hasSuspendedListings: false },
    },
  ],
  businessType: 'PRIVATE_LIMITED',
  sellingPlan: 'PROFESSIONAL',
  business: {
    name: 'BestSeller Inc.',
    registeredBusinessAddress: {
      addressLine1: '123 Main St',
      city: 'Seattle',
      stateOrProvinceCode: 'WA',
      postalCode: '98101',
      countryCode: 'US',
    },
  },
  primaryContact: {
    name: 'John Doe',
    address: {
      addressLine1: '456 Oak St',
      city: 'Seattle',
      stateOrProvinceCode: 'WA',
      postalCode: '98102',
      countryCode: 'US',
    },
  },
} as const

interface Example {
  readonly request: object
  readonly status: 200 | 400
  readonly response: object
}

const example = (request: object, response: object, status: Example['status'] = 200): Example => ({
  request,
  status,
  response,
})

const token = (restrictedDataToken: string) => ({ restrictedDataToken, expiresIn: 3600 })

export const sandboxRestrictedDataTokens: readonly Example[] = [
  example(
    {
      targetApplication: 'amzn1.sellerapps.app.target-application',
      restrictedResources: [{ method: 'GET', path: '/orders/v0/orders/{orderId}/address' }],
    },
    token('Atz.sprdt|IQEBLjAsAhRmHjNgHpi0U-Dme37rR6CuUpSR'),
  ),
  example(
    { restrictedResources: [{ method: 'GET', path: '/orders/v0/orders/943-12-123434/address' }] },
    token('Atz.sprdt|AODFNESLjAsAhRmHjNgHpi0U-Dme37rR6CuUpSR'),
  ),
  example(
    {
      targetApplication: 'amzn1.sellerapps.app.target-application',
      restrictedResources: [{ method: '', path: '/orders/v1/orders/902-1845936-5435065/address' }],
    },
    {
      errors: [
        {
          code: 'InvalidRequest',
          message: 'Request is missing or has invalid parameters',
          details: 'Resource not provided.',
        },
      ],
    },
    400,
  ),
]

export const sandboxDestination = {
  resource: { sqs: { arn: 'arn:aws:sqs:us-east-2:444455556666:queue1' } },
  destinationId: 'TEST_CASE_200_DESTINATION_ID',
  name: 'SQSDestination',
} as const

export const sandboxSubscription = {
  subscriptionId: 'TEST_CASE_200_SUBSCRIPTION_ID',
  payloadVersion: '1.0',
  destinationId: 'TEST_CASE_200_DESTINATION_ID',
} as const

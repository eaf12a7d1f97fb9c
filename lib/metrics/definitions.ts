/*
 * Every metric, in one table, which deploy/ and docs/operations.md refer to. Labels have few values, whatever the
 * number of sellers, and none identifies a seller, an account or a tag.
 */

interface Definition {
  readonly type: 'counter' | 'gauge' | 'histogram'
  readonly help: string
  readonly labels: readonly Label[]
  /** Upper bounds in seconds, for histograms. */
  readonly buckets?: readonly number[]
  /** Read from the database by the one process that is elected to report it. Left out: counted where it happens. */
  readonly isStored?: true
}

/** Every label that a metric may have. */
export const labels = [
  /** Its name, as operators entered it. */
  'application',
  'cause',
  'code',
  /** A reader of the events, such as webhooks. */
  'consumer',
  'flag',
  'grant_type',
  'health',
  'held_by',
  'job',
  /** The id of a key in GATEHOUSE_KEYS. */
  'key',
  'operation',
  'outcome',
  'problem',
  /** app, api or worker. */
  'program',
  'source',
  'status',
  'table',
  'token',
  'within_days',
] as const

type Label = (typeof labels)[number]

/** Amazon's answers: from a fast one to `amazonLimits`. */
const requestBuckets = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 60]

export const metrics = {
  gatehouse_process_info: {
    type: 'gauge',
    help: 'Always 1: a process of Gatehouse, and which program it runs.',
    labels: ['program'],
  },
  gatehouse_vends_total: {
    type: 'counter',
    help: 'Requests for a token. outcome: issued, refused (the request or the authorization is at fault) or failed (Amazon or Gatehouse is). source: stored, amazon (a program waited for it) or none.',
    labels: ['token', 'outcome', 'source'],
  },
  gatehouse_vend_errors_total: {
    type: 'counter',
    help: 'Requests for a token that ended with an error, by the code that the program got.',
    labels: ['token', 'code'],
  },
  gatehouse_vend_duration_seconds: {
    type: 'histogram',
    help: 'Time from reading the request to the access token, by source.',
    labels: ['source'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 25],
  },
  gatehouse_lwa_refreshes_total: {
    type: 'counter',
    help: 'Access tokens requested from Login with Amazon under a lease. cause: why none was issued, or none.',
    labels: ['token', 'cause'],
  },
  gatehouse_lwa_request_duration_seconds: {
    type: 'histogram',
    help: 'Time until Login with Amazon answered. status: 2xx, 3xx, 4xx, 429, 5xx, or none without an answer.',
    labels: ['grant_type', 'status'],
    buckets: requestBuckets,
  },
  gatehouse_sp_api_request_duration_seconds: {
    type: 'histogram',
    help: 'Time until SP-API answered. status: 2xx, 3xx, 4xx, 429, 5xx, or none without an answer.',
    labels: ['operation', 'status'],
    buckets: requestBuckets,
  },
  gatehouse_lease_wait_seconds: {
    type: 'histogram',
    help: 'Time that a caller waited for another caller’s refresh: this_process or other_process.',
    labels: ['held_by'],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25],
  },
  gatehouse_attempts_ended_total: {
    type: 'counter',
    help: 'Attempts to authorize that ended after the redirect from Amazon, by outcome and the code of the error.',
    labels: ['outcome', 'code'],
  },
  gatehouse_jobs_total: {
    type: 'counter',
    help: 'Jobs that ran, by outcome: completed or failed.',
    labels: ['job', 'outcome'],
  },
  gatehouse_job_duration_seconds: {
    type: 'histogram',
    help: 'How long jobs ran.',
    labels: ['job'],
    buckets: [0.01, 0.05, 0.25, 1, 5, 30, 120],
  },
  gatehouse_webhook_request_duration_seconds: {
    type: 'histogram',
    help: 'Time until the endpoint of a webhook answered. outcome: delivered or failed.',
    labels: ['outcome'],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30],
  },
  gatehouse_trace_exports_total: {
    type: 'counter',
    help: 'Batches of spans sent to OTEL_EXPORTER_OTLP_ENDPOINT, by outcome: completed or failed.',
    labels: ['outcome'],
  },

  gatehouse_stored_metrics_timestamp_seconds: {
    type: 'gauge',
    help: 'When the elected process last read the metrics that come from the database.',
    labels: [],
    isStored: true,
  },
  gatehouse_authorizations: {
    type: 'gauge',
    help: 'Authorizations by health. blocked: Amazon rejects the credentials of their application.',
    labels: ['application', 'health'],
    isStored: true,
  },
  gatehouse_authorization_flags: {
    type: 'gauge',
    help: 'Authorizations by flag. One authorization can have several.',
    labels: ['application', 'flag'],
    isStored: true,
  },
  gatehouse_renewals_due: {
    type: 'gauge',
    help: 'Authorizations whose term ends within this many days; 0: has ended. Each number includes the smaller ones.',
    labels: ['application', 'within_days'],
    isStored: true,
  },
  gatehouse_client_secret_expiry_timestamp_seconds: {
    type: 'gauge',
    help: 'When the client secret expires. Absent if its creation date is unknown.',
    labels: ['application'],
    isStored: true,
  },
  gatehouse_incidents_open: {
    type: 'gauge',
    help: 'Open incidents: failures that many authorizations of an application share.',
    labels: ['application', 'problem'],
    isStored: true,
  },
  gatehouse_maintenance_overdue: {
    type: 'gauge',
    help: 'Authorizations that a worker should look at by now.',
    labels: ['application'],
    isStored: true,
  },
  gatehouse_maintenance_lag_seconds: {
    type: 'gauge',
    help: 'How long the oldest of them has been due. Absent while Amazon rejects the credentials.',
    labels: ['application'],
    isStored: true,
  },
  gatehouse_workers: {
    type: 'gauge',
    help: 'Workers that are running.',
    labels: [],
    isStored: true,
  },
  gatehouse_event_consumer_waiting: {
    type: 'gauge',
    help: 'Events that a consumer has not read yet.',
    labels: ['consumer'],
    isStored: true,
  },
  gatehouse_event_consumer_lag_seconds: {
    type: 'gauge',
    help: 'Age of the oldest of them.',
    labels: ['consumer'],
    isStored: true,
  },
  gatehouse_webhook_lag_seconds: {
    type: 'gauge',
    help: 'Age of the oldest webhook that is due and not delivered. An endpoint that fails raises it until it is disabled.',
    labels: [],
    isStored: true,
  },
  gatehouse_email_lag_seconds: {
    type: 'gauge',
    help: 'Age of the oldest email that should have been sent by now; 0: none. held: no SMTP server is configured.',
    labels: ['status'],
    isStored: true,
  },
  gatehouse_sealed_rows: {
    type: 'gauge',
    help: 'Sealed values by table and by the id of the key that sealed them. Counted every ten minutes.',
    labels: ['table', 'key'],
    isStored: true,
  },
} as const satisfies Readonly<Record<string, Definition>>

type Metrics = typeof metrics
export type MetricName = keyof Metrics
/** The names of one type of metric, counted at the source. */
export type CountedName<Type extends Definition['type']> = {
  [Name in MetricName]: Metrics[Name] extends { readonly isStored: true }
    ? never
    : Metrics[Name]['type'] extends Type
      ? Name
      : never
}[MetricName]
export type StoredName = {
  [Name in MetricName]: Metrics[Name] extends { readonly isStored: true } ? Name : never
}[MetricName]
export type LabelsOf<Name extends MetricName> = Readonly<Record<Metrics[Name]['labels'][number], string>>

/** One value of a metric that is read from the database. */
export type StoredSample = {
  [Name in StoredName]: {
    readonly name: Name
    readonly labels: LabelsOf<Name>
    readonly value: number
  }
}[StoredName]

import { isIn, type Project } from './modules.ts'

interface Bond {
  readonly packages: readonly string[]
  readonly places: readonly string[]
}

const pages = ['app/', 'components/']
const nextEntries = ['proxy.ts', 'instrumentation.ts', 'next.config.ts', 'next.config.mjs']

/** Packages that are bound to one module. Tests and benches may use any. */
const bonds: readonly Bond[] = [
  { packages: ['next', 'next-auth', 'next-intl'], places: [...pages, ...nextEntries] },
  { packages: ['use-intl'], places: ['lib/languages/'] },
  {
    packages: [
      '@tanstack/react-query',
      'clsx',
      'cmdk',
      'lucide-react',
      'nuqs',
      'radix-ui',
      'react',
      'react-dom',
      'sonner',
      'tailwind-merge',
    ],
    places: pages,
  },
  { packages: ['server-only'], places: ['app/_server/'] },
  { packages: ['drizzle-orm'], places: ['lib/store/', 'lib/database/', 'drizzle/'] },
  { packages: ['postgres'], places: ['lib/database/', 'lib/embedded-postgres/'] },
  { packages: ['drizzle-kit'], places: ['drizzle.config.ts'] },
  { packages: ['crypto', '@node-rs/argon2', 'jose'], places: ['lib/vault/', 'simulator/'] },
  {
    packages: ['hono', '@hono/node-server'],
    places: [
      'api/',
      'api.ts',
      'simulator/',
      'scripts/demo/mailbox.ts',
      'scripts/demo/webhook-receiver.ts',
      'lib/messages/',
      'app/_server/http/problem-document.ts',
      'app/_server/http/replies.ts',
    ],
  },
  { packages: ['@modelcontextprotocol/server'], places: ['api/mcp/'] },
  { packages: ['openid-client'], places: ['lib/oidc/'] },
  { packages: ['@simplewebauthn/server', 'otpauth'], places: ['lib/vault/'] },
  { packages: ['@simplewebauthn/browser', 'uqr'], places: ['components/people/'] },
  { packages: ['nodemailer'], places: ['lib/messages/'] },
  { packages: ['smtp-server'], places: ['scripts/demo/mailbox.ts'] },
  { packages: ['@aws-sdk/client-sqs'], places: ['lib/amazon/'] },
  { packages: ['@aws-sdk/client-kms'], places: ['lib/vault/'] },
  { packages: ['pg-boss'], places: ['lib/jobs/'] },
  { packages: ['pino'], places: ['lib/log.ts'] },
  { packages: ['prom-client'], places: ['lib/metrics/'] },
  {
    packages: [
      '@opentelemetry/api',
      '@opentelemetry/exporter-trace-otlp-proto',
      '@opentelemetry/resources',
      '@opentelemetry/sdk-trace',
    ],
    places: ['lib/traces/'],
  },
]

const free = ['tests/', 'bench/']

/** Packages imported outside the module that they are bound to. Types count: they couple just as well. */
export function packagesOutOfModule({ modules }: Project): string[] {
  return [...modules.values()].flatMap((module) =>
    module.imports.flatMap((imported) => {
      const bond = bonds.find(({ packages }) => packages.includes(imported.package ?? ''))
      if (bond === undefined || isIn(module.path, [...bond.places, ...free])) return []
      return `${module.path}:${imported.line} imports ${imported.specifier}: it belongs to ${bond.places.join(', ')}`
    }),
  )
}

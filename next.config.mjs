/** @type {import('next').NextConfig} */
export default {
  output: 'standalone',
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run check` checks types. A build has to work without the packages that only tests import.
  typescript: { ignoreBuildErrors: true },
  // forbidden() answers 403 where a seller opens a page of the operators.
  experimental: {
    authInterrupts: true,
    // As much as Next reads for a server action. A body is held in memory before anybody has looked who sends it.
    proxyClientMaxBodySize: '1mb',
  },
  // We have none to optimise, and the optimiser asks our own addresses past proxy.ts.
  images: { unoptimized: true },
  rewrites: async () => [{ source: '/.well-known/security.txt', destination: '/security-txt' }],
  // Files of public/ bypass proxy.ts, which sets the headers of pages.
  headers: async () => [
    {
      source:
        '/:file(apple-touch-icon\\.png|favicon\\.ico|icon.*|preview\\.png|robots\\.txt|site\\.webmanifest)',
      headers: [
        { key: 'Cache-Control', value: 'public, max-age=86400' },
        { key: 'Content-Security-Policy', value: "default-src 'none'; style-src 'unsafe-inline'" },
        { key: 'X-Content-Type-Options', value: 'nosniff' },
      ],
    },
  ],
  // As next-intl's own plugin does, which would load tools for catalogs that we don't use.
  turbopack: { resolveAlias: { 'next-intl/config': './app/_server/languages/request-config.ts' } },
  serverExternalPackages: [
    'pg-boss',
    'pino',
    '@node-rs/argon2',
    'postgres',
    'prom-client',
    '@opentelemetry/api',
    '@opentelemetry/exporter-trace-otlp-proto',
    '@opentelemetry/resources',
    '@opentelemetry/sdk-trace',
  ],
}

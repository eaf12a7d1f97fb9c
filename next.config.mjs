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
  // Browsers ask for it by themselves, before or instead of the one that a page names.
  rewrites: async () => [{ source: '/favicon.ico', destination: '/icon.svg' }],
  serverExternalPackages: ['pg-boss', 'pino', '@node-rs/argon2', 'postgres'],
}

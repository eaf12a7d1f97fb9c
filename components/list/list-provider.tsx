'use client'

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import { type ReactNode, useState } from 'react'
import { LiveLists } from './live-lists.tsx'

/** One cache while the dashboard stays open, and the state that lists keep in the address. */
export function ListProvider({ children }: { children: ReactNode }) {
  const [client] = useState(() => new QueryClient({ defaultOptions: { queries: { retry: 1 } } }))
  return (
    <QueryClientProvider client={client}>
      <LiveLists>
        <NuqsAdapter>{children}</NuqsAdapter>
      </LiveLists>
    </QueryClientProvider>
  )
}

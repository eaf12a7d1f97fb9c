'use client'

import { createContext, type ReactNode, useContext } from 'react'

const renderedAtContext = createContext<string | null>(null)

/** Once, around every page. `at` is the server's time of rendering, in ISO 8601. */
export function RenderedAtProvider({ at, children }: { at: string; children: ReactNode }) {
  return <renderedAtContext.Provider value={at}>{children}</renderedAtContext.Provider>
}

/** When the server rendered the document; null without a provider. */
export function useRenderedAt(): string | null {
  return useContext(renderedAtContext)
}

'use client'

import { createContext, type ReactNode, useContext } from 'react'

const companyNameContext = createContext<string | null>(null)

/** Once, around every page. */
export function CompanyNameProvider({ name, children }: { name: string; children: ReactNode }) {
  return <companyNameContext.Provider value={name}>{children}</companyNameContext.Provider>
}

/**
 * The document's title. Headings render it, so that each page, even one that failed, has its heading as its title; no
 * page has a title among its metadata, as the browser would show that one.
 */
export function DocumentTitle({ children }: { children: string }) {
  const companyName = useContext(companyNameContext)
  return <title>{companyName === null ? children : `${children} · ${companyName}`}</title>
}

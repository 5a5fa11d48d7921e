/** A household on its own page: the code where no link brought a key, then one question a page until the reports are sent. */
import { useCallback, useEffect, useState } from 'react'
import type { Word } from '../../../platform/pure/words.ts'
import { call, ClientProblem, isOffline, type OutputFor, wordsOf } from '../../../platform/web/client.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { useScreens } from '../../../platform/web/phone/screens.tsx'
import { selftest } from '../contract.ts'
import { problems } from '../model.ts'
import { CodeStep } from './code-step.tsx'
import { ReportSteps } from './report-steps.tsx'
import { Step } from './step.tsx'
import { useKey } from './use-key.ts'
import { residentWords as w } from './words.ts'

export type HouseholdView = OutputFor<typeof selftest.operations.openHousehold>

/** Keys that open nothing send back to the code; anything else can be tried again. */
const isWrongKey = (error: unknown): boolean => error instanceof ClientProblem && error.code === problems.noSuchKey.code

export function Household() {
  const t = useT()
  const { home } = useScreens()
  const { key, keep, drop } = useKey()
  const [view, setView] = useState<HouseholdView | null>(null)
  const [fault, setFault] = useState<Word | null>(null)

  const open = useCallback(
    async (wanted: string) => {
      setFault(null)
      try {
        setView(await call(selftest.operations.openHousehold, { key: wanted }))
      } catch (error) {
        if (isWrongKey(error)) drop()
        setFault(isOffline(error) ? w.offline : wordsOf(error))
      }
    },
    [drop],
  )
  useEffect(() => {
    setView(null)
    if (key !== null) void open(key)
  }, [key, open])

  if (key === null)
    return (
      <CodeStep
        fault={fault}
        onCode={(code) => {
          setFault(null)
          keep(code)
        }}
      />
    )
  if (view === null)
    return (
      <Step first title={fault ? t(w.title) : t(w.wait)} fault={fault && t(fault)} onSubmit={() => void open(key)}>
        {fault && (
          <button type="submit" className="big big-primary">
            {t(w.retry)}
          </button>
        )}
      </Step>
    )
  return (
    <ReportSteps
      household={view}
      householdKey={key}
      onAgain={() => {
        home()
        setView(null)
        void open(key)
      }}
    />
  )
}

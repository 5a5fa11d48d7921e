/** Signing keys: which signs now, which is to come, which leaked and how many cards it leaves to be printed again. */
import { App, Button, InputNumber, Modal } from 'antd'
import { useState } from 'react'
import { shanghaiMinute } from '../../../platform/pure/time.ts'
import { serverNow, wordsOf } from '../../../platform/web/client.ts'
import { type Column, DataTable } from '../../../platform/web/desk/data-table.tsx'
import { Block, Nothing } from '../../../platform/web/desk/desk-page.tsx'
import { useAct, useAsk } from '../../../platform/web/desk/queries.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { web } from '../../../platform/web/words.ts'
import type { SigningKey } from '../answers.ts'
import { pass } from '../contract.ts'
import { Mark } from './mark.tsx'
import { PassFrame } from './pass-frame.tsx'
import { deskWords as w } from './words.ts'

const ops = pass.operations

export default function KeysPage() {
  const t = useT()
  const { message, modal } = App.useApp()
  const [hours, setHours] = useState<number | null>(null)
  const answer = useAsk(ops.keys, {})
  const changes = useMay(ops.renewKey.roles)
  const after = {
    refresh: [pass.room],
    onDone: () => {
      setHours(null)
      void message.success(t(w.saved))
    },
    onProblem: (error: Error) => void message.error(t(wordsOf(error))),
  }
  const renew = useAct(ops.renewKey, after)
  const leak = useAct(ops.leakKey, after)
  const columns: Column<SigningKey>[] = [
    { key: 'id', title: w.keyId, width: 120, cell: ({ keyId }) => <code>{keyId}</code> },
    {
      ...{ key: 'state', title: w.state, width: 220 },
      cell: (key) => {
        const [tone, word] = stateOf(key)
        return (
          <>
            <Mark tone={tone}>{t(word)}</Mark>
            {!key.usable && !key.leaked && <Mark tone="alarm">{t(w.keyLost)}</Mark>}
          </>
        )
      },
    },
    { key: 'from', title: w.keyFrom, width: 150, cell: ({ from }) => shanghaiMinute(from) },
    { key: 'retired', title: w.keyRetired, width: 150, cell: (key) => key.retiredAt && shanghaiMinute(key.retiredAt) },
    { key: 'cards', title: w.keyCards, width: 110, right: true, cell: ({ cards }) => cards },
    {
      ...{ key: 'act', title: w.act, width: 140 },
      cell: (key) =>
        changes &&
        !key.leaked && (
          <Button
            size="small"
            danger
            onClick={() =>
              modal.confirm({
                title: t(w.leak),
                content: t(w.leakSure, { n: key.cards }),
                okText: t(w.leak),
                okButtonProps: { danger: true },
                cancelText: t(web.cancel),
                onOk: () => leak.mutate({ keyId: key.keyId }),
              })
            }
          >
            {t(w.leak)}
          </Button>
        ),
    },
  ]
  return (
    <PassFrame
      title={w.keys}
      lead={w.keysLead}
      back={{ to: '/passes', label: t(w.back) }}
      actions={
        changes && (
          <Button type="primary" onClick={() => setHours(12)}>
            {t(w.renew)}
          </Button>
        )
      }
    >
      {() => (
        <Block flush>
          <DataTable
            id="pass.keys"
            label={t(w.keys)}
            columns={columns}
            rows={answer.data?.keys}
            rowKey={({ keyId }) => keyId}
            rowTone={({ usable, leaked }) => (!usable && !leaked ? 'alarm' : undefined)}
            loading={answer.isFetching}
            empty={<Nothing title={t(w.noKeys)} />}
          />
          <Modal
            open={hours !== null}
            title={t(w.renew)}
            onCancel={() => setHours(null)}
            okText={t(w.renew)}
            okButtonProps={{ loading: renew.isPending }}
            cancelText={t(web.cancel)}
            onOk={() => hours !== null && renew.mutate({ hours })}
          >
            <p className="muted">{t(w.renewHint)}</p>
            <span>{t(w.renewHours)} </span>
            <InputNumber
              aria-label={t(w.renewHours)}
              min={1}
              max={72}
              value={hours}
              onChange={(value) => setHours(value ?? 1)}
            />
          </Modal>
        </Block>
      )}
    </PassFrame>
  )
}

function stateOf(key: SigningKey) {
  if (key.leaked) return ['alarm', w.keyLeaked] as const
  if (key.current) return ['good', w.keyCurrent] as const
  return Date.parse(key.from) > serverNow() ? (['hand', w.keyAhead] as const) : (['plain', w.keyOld] as const)
}

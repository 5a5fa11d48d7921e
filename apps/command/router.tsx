/** Routes from the rooms' pages: the shell around all, Ant Design around those that rooms bring. */
import {
  createRootRoute,
  createRoute,
  createRouter,
  ErrorComponent,
  type ErrorComponentProps,
  Outlet,
} from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { DeskPage, Nothing } from '../../platform/web/desk/desk-page.tsx'
import type { RoomPage } from '../../platform/web/desk/page.ts'
import { useT } from '../../platform/web/lang.tsx'
import { useMay } from '../../platform/web/session.tsx'
import { web } from '../../platform/web/words.ts'
import { roomPages } from './pages.ts'
import { Shell } from './shell/shell.tsx'
import { TodayPage } from './today/today-page.tsx'

const AntdFrame = lazy(() => import('../../platform/web/desk/antd-frame.tsx'))

function Waiting() {
  const t = useT()
  return (
    <div className="page" role="status">
      <span className="visually-hidden">{t(web.loading)}</span>
    </div>
  )
}

function NoSuchPage() {
  const t = useT()
  return (
    <DeskPage title={t(web.pageGone)}>
      <Nothing title={t(web.pageGone)} hint={t(web.pageGoneHint)} />
    </DeskPage>
  )
}

function Broken(props: ErrorComponentProps) {
  const t = useT()
  return (
    <DeskPage title={t(web.pageBroke)}>
      <Nothing
        title={t(web.pageBroke)}
        hint={t(web.pageBrokeHint)}
        action={
          <button type="button" className="plain-button" onClick={() => location.reload()}>
            {t(web.retry)}
          </button>
        }
      />
      {import.meta.env.DEV && <ErrorComponent error={props.error} />}
    </DeskPage>
  )
}

const guarded = (page: RoomPage) => {
  const Page = page.component
  return function Guarded() {
    const may = useMay(page.roles)
    return may ? <Page /> : <NoSuchPage />
  }
}

const rootRoute = createRootRoute({ component: Shell, notFoundComponent: NoSuchPage, errorComponent: Broken })
const todayRoute = createRoute({ getParentRoute: () => rootRoute, path: '/', component: TodayPage })
const roomsRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'rooms',
  component: () => (
    <Suspense fallback={<Waiting />}>
      <AntdFrame>
        <Suspense fallback={<Waiting />}>
          <Outlet />
        </Suspense>
      </AntdFrame>
    </Suspense>
  ),
})

export const deskRouter = () =>
  createRouter({
    routeTree: rootRoute.addChildren([
      todayRoute,
      roomsRoute.addChildren(
        roomPages.map((page) =>
          createRoute({ getParentRoute: () => roomsRoute, path: page.path, component: guarded(page) }),
        ),
      ),
    ]),
    defaultErrorComponent: Broken,
    defaultNotFoundComponent: NoSuchPage,
    scrollRestoration: true,
  })

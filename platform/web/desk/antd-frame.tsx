/** Ant Design in the desk's own tokens and language. Loaded with the first page that needs it, not with the shell. */
import { App, theme as antd, ConfigProvider, type ThemeConfig } from 'antd'
import enGB from 'antd/locale/en_GB'
import zhCN from 'antd/locale/zh_CN'
import type { ReactNode } from 'react'
import { useLang } from '../lang.tsx'
import { useIsDark } from '../theme.ts'

const light = {
  colorPrimary: '#0c6553',
  colorSuccess: '#0c6553',
  colorInfo: '#0c6553',
  colorLink: '#0c6553',
  colorWarning: '#a86a00',
  colorError: '#b3261e',
  colorTextBase: '#17211e',
  colorBgBase: '#ffffff',
  colorBgLayout: '#f5f5f1',
  colorBorder: '#c9ccc3',
  colorBorderSecondary: '#e2e3dc',
  colorTextPlaceholder: '#66716d',
  colorTextDescription: '#66716d',
  colorTextTertiary: '#66716d',
}
const dark = {
  colorPrimary: '#58bda4',
  colorSuccess: '#58bda4',
  colorInfo: '#58bda4',
  colorLink: '#58bda4',
  colorWarning: '#d9a032',
  colorError: '#f28b82',
  colorTextBase: '#e7ece9',
  colorBgBase: '#171f1d',
  colorBgContainer: '#171f1d',
  colorBgElevated: '#1e2826',
  colorBgLayout: '#101615',
  colorBorder: '#3b4945',
  colorBorderSecondary: '#27322f',
  colorTextPlaceholder: '#8b9792',
  colorTextDescription: '#8b9792',
  colorTextTertiary: '#8b9792',
  colorTextLightSolid: '#06211b',
}

const themeFor = (isDark: boolean): ThemeConfig => ({
  algorithm: isDark ? antd.darkAlgorithm : antd.defaultAlgorithm,
  token: {
    ...(isDark ? dark : light),
    fontFamily: 'inherit',
    borderRadius: 6,
    fontSize: 14,
    controlHeight: 34,
    wireframe: false,
    boxShadow: 'var(--shadow-2)',
    boxShadowSecondary: isDark
      ? '0 0 0 1px #3b4945, 0 10px 32px rgb(0 0 0 / 0.5)'
      : '0 0 0 1px rgb(23 33 30 / 0.07), 0 8px 28px rgb(23 33 30 / 0.12)',
    colorBgMask: isDark ? 'rgb(0 0 0 / 0.5)' : 'rgb(23 33 30 / 0.28)',
    motionDurationMid: '0.14s',
    motionDurationSlow: '0.18s',
  },
  components: {
    Table: {
      headerBg: 'transparent',
      borderColor: isDark ? '#27322f' : '#e8e9e3',
      headerSplitColor: 'transparent',
      rowHoverBg: isDark ? '#1b2523' : '#f8f8f5',
      rowSelectedBg: isDark ? '#1c302b' : '#e6f1ee',
      rowSelectedHoverBg: isDark ? '#203731' : '#dcece7',
      cellPaddingBlockMD: 10,
      cellPaddingInlineMD: 12,
      headerBorderRadius: 0,
    },
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
    Modal: { titleFontSize: 16 },
    Form: { verticalLabelPadding: '0 0 4px', itemMarginBottom: 18 },
    Tabs: { horizontalMargin: '0' },
  },
})

export default function AntdFrame({ children }: { children: ReactNode }) {
  const { lang } = useLang()
  const isDark = useIsDark()
  return (
    <ConfigProvider
      locale={lang === 'zh' ? zhCN : enGB}
      theme={themeFor(isDark)}
      button={{ autoInsertSpace: false }}
      variant="outlined"
    >
      <App message={{ top: 64 }} component={false}>
        {children}
      </App>
    </ConfigProvider>
  )
}

/** Builds the phone pages into dist/field, served under /field/; the service worker keeps the whole shell, wasm included. */
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'

export default defineConfig({
  root: import.meta.dirname,
  base: '/field/',
  plugins: [
    react(),
    VitePWA({
      // A page that reloads by itself takes the keys from under a thumb: the crew decides when.
      registerType: 'prompt',
      injectRegister: false,
      includeManifestIcons: false,
      manifest: {
        id: '/field/',
        name: '守望 · 现场',
        short_name: '守望现场',
        description: '采样登记与找人，没有网络也能用 · Check-in and finding people, with or without network',
        lang: 'zh-CN',
        start_url: '/field/',
        scope: '/field/',
        display: 'standalone',
        orientation: 'portrait',
        background_color: '#f5f5f1',
        theme_color: '#0a5c4b',
        icons: [
          { src: 'mark-192.png', sizes: '192x192', type: 'image/png' },
          { src: 'mark-512.png', sizes: '512x512', type: 'image/png' },
          { src: 'mark-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
          { src: 'mark.svg', sizes: 'any', type: 'image/svg+xml' },
        ],
      },
      workbox: {
        globPatterns: ['**/*.{js,css,html,wasm,svg,png,webmanifest}'],
        maximumFileSizeToCacheInBytes: 4 * 1024 * 1024,
        navigateFallback: '/field/index.html',
        cleanupOutdatedCaches: true,
      },
    }),
  ],
  build: {
    outDir: '../../dist/field',
    emptyOutDir: true,
    reportCompressedSize: false,
    // An inlined asset would be a data: URL, which the page's policy forbids to fetch.
    assetsInlineLimit: 0,
  },
  server: { proxy: { '/api': process.env['SHOUWANG_SERVER'] ?? 'http://127.0.0.1:8080' } },
})

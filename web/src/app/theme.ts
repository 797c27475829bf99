import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** Verdigris: the accent. */
const verdigris: MantineColorsTuple = [
  '#e6f7f6', '#cdeceb', '#9fdad7', '#6cc6c3', '#42b4b1', '#27a8a5', '#149894', '#0b827f', '#066a68', '#03504f',
];
/** Dark surfaces: graphite with a breath of blue-green. */
const dark: MantineColorsTuple = [
  '#d5dde0', '#a9b6bb', '#84939a', '#5b6a71', '#3a474d', '#2a353a', '#1d262a', '#151c20', '#0f1518', '#0a0f11',
];
const gray: MantineColorsTuple = [
  '#f6f8f8', '#eef1f2', '#e0e6e8', '#d0d8db', '#b4bfc3', '#93a0a6', '#67757b', '#4a575c', '#2e393d', '#1a2225',
];

export const theme = createTheme({
  primaryColor: 'verdigris',
  primaryShade: { light: 7, dark: 5 },
  colors: { verdigris, dark, gray },
  black: '#141b1e',
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', Menlo, Consolas, monospace",
  headings: {
    fontWeight: '620',
    sizes: { h1: { fontSize: '1.25rem', lineHeight: '1.3' }, h2: { fontSize: '1.05rem' }, h3: { fontSize: '0.95rem' } },
  },
  fontSizes: { xs: '0.75rem', sm: '0.84rem', md: '0.92rem', lg: '1.05rem', xl: '1.25rem' },
  defaultRadius: 'md',
  radius: { xs: '3px', sm: '5px', md: '7px', lg: '10px', xl: '16px' },
  autoContrast: true,
  luminanceThreshold: 0.28,
  cursorType: 'pointer',
  components: {
    Modal: { defaultProps: { overlayProps: { backgroundOpacity: 0.5, blur: 2 }, transitionProps: { duration: 120 } } },
    Drawer: { defaultProps: { overlayProps: { backgroundOpacity: 0.5, blur: 2 }, transitionProps: { duration: 140 } } },
    Switch: { defaultProps: { withThumbIndicator: false } },
    Tooltip: { defaultProps: { openDelay: 350, withArrow: true, fz: 'xs' } },
    Menu: { defaultProps: { shadow: 'md', transitionProps: { duration: 90 } } },
  },
});

import { ConfigProvider, theme as themes } from 'antd';
import enGB from 'antd/locale/en_GB';
import koKR from 'antd/locale/ko_KR';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from './language';
import { type ThemeName, useTheme } from './theme-choice';
import { token, useScale } from './tokens';

/** antd makes shades and fills of its own from these; what is named here is as in tokens.css, light and dark. */
function themeOf(scale: number, theme: ThemeName) {
  return {
    algorithm: theme === 'dark' ? themes.darkAlgorithm : themes.defaultAlgorithm,
    token: {
      colorPrimary: token('brand'),
      colorInfo: token('brand'),
      colorLink: token('brand'),
      // Of its own antd makes a lighter one, which is too light to be read.
      colorLinkHover: token('brand-strong'),
      colorSuccess: token('ok'),
      colorWarning: token('warning'),
      colorError: token('bad'),
      colorText: token('ink'),
      colorTextSecondary: token('muted'),
      colorTextDescription: token('muted'),
      colorTextPlaceholder: token('muted'),
      colorBorder: token('line-strong'),
      colorBorderSecondary: token('line'),
      colorBgLayout: token('ground'),
      colorBgContainer: token('card'),
      colorBgElevated: token('card'),
      colorBgSpotlight: token('ink'),
      colorTextLightSolid: token('on-solid'),
      fontFamily: token('type'),
      fontSize: Math.round(14 * scale),
      controlHeight: Math.round(36 * scale),
      borderRadius: 7,
      motion: false,
    },
    components: {
      // Of the colour for danger antd makes a darker one in the dark, which is too dark to be read as text.
      Button: { colorError: token('bad') },
      Table: { headerBg: token('card'), headerColor: token('muted'), headerSplitColor: 'transparent' },
    },
  };
}

/** Dresses antd's components in the product's tokens and language; loaded with the first page after sign-in. */
export default function Theme({ children }: { children: ReactNode }) {
  const { i18n } = useTranslation();
  const scale = useScale();
  const theme = useTheme();
  const dress = useMemo(() => themeOf(scale, theme), [scale, theme]);
  const korean = i18n.language === 'ko' || currentLanguage() === 'ko';
  return (
    <ConfigProvider theme={dress} locale={korean ? koKR : enGB}>
      {children}
    </ConfigProvider>
  );
}

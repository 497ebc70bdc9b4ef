import './kit/tokens.css';
import './kit/base.css';
import { createRoot } from 'react-dom/client';
import { startLanguage } from './kit/language';
import { followTheme } from './kit/theme-choice';
import { App } from './shell/app';
import { messageLoaders } from './shell/modules';
import { reloadAfterRelease } from './shell/release';

reloadAfterRelease();
startLanguage(messageLoaders);
followTheme();
createRoot(document.getElementById('root') as HTMLElement).render(<App />);

// The type comes after the first picture: 92 faces by range of letters, of which a page loads those that it shows.
void import('pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css');

import { localeLoader } from '../platform/http/locale';
import { publicMeta } from '../ui/page-meta';
import { TextPage } from '../ui/text-page';
import { useText } from '../ui/use-text';

export const loader = localeLoader;
export const meta = publicMeta(({ trust }) => trust.privacy);

export default function Privacy() {
  return <TextPage {...useText().trust.privacy} />;
}

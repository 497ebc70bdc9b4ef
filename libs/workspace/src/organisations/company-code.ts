/** How the code of a company is written, for whoever wrote it otherwise. */
export const companyCodeText = {
  ko: '영문 소문자·숫자·하이픈(-) 3~32자여야 하고, 하이픈으로 시작하거나 끝날 수 없습니다.',
  en: 'It must be 3 to 32 small letters, digits and hyphens, without a hyphen at either end.',
};

namespace Dragoman.Web.Tests;

/// <summary>The checks of accessibility that need no judgement, run inside the page: each finding is a sentence.</summary>
internal static class Checks
{
    public const string Script = """
        () => {
          const found = [];
          const all = selector => [...document.querySelectorAll(selector)];
          const say = (words, element) => found.push(words + ': ' + element.outerHTML.slice(0, 120));
          const hidden = element => element.closest('[aria-hidden=true]') !== null || !element.checkVisibility();
          const name = element => (element.getAttribute('aria-label')
            || (element.getAttribute('aria-labelledby') || '').split(' ').map(id => document.getElementById(id)?.textContent || '').join(' ')
            || element.textContent || element.getAttribute('title') || '').trim();
          if (!document.documentElement.lang) found.push('the page names no language');
          if (!document.title.trim()) found.push('the page has no title');
          if (all('main').length !== 1) found.push('the page has not one main');
          if (all('h1').length !== 1) found.push(all('h1').length + ' headings of the first level');
          const ids = all('[id]').map(element => element.id);
          ids.filter((id, at) => ids.indexOf(id) !== at).forEach(id => found.push('two elements are called ' + id));
          let level = 0;
          for (const heading of all('h1,h2,h3,h4')) {
            const next = Number(heading.tagName[1]);
            if (next > level + 1) say('a heading skips a level', heading);
            level = next;
          }
          for (const link of all('a[href],button,summary')) if (!hidden(link) && !name(link)) say('a control has no name', link);
          for (const input of all('input:not([type=hidden])'))
            if (!input.labels.length && !input.getAttribute('aria-label')) say('an input has no label', input);
          for (const attribute of ['aria-labelledby', 'aria-describedby'])
            for (const element of all('[' + attribute + ']'))
              for (const id of element.getAttribute(attribute).split(' ')) if (!document.getElementById(id)) say('names what is not there', element);
          for (const list of all('ul,ol')) for (const child of list.children) if (child.tagName !== 'LI') say('a list holds what is no item', child);
          const navigations = all('nav').map(name);
          if (new Set(all('nav').map(element => element.getAttribute('aria-label'))).size !== navigations.length) found.push('two navigations have one name');
          for (const box of all('main *')) {
            const style = getComputedStyle(box);
            if (/auto|scroll/.test(style.overflowY) && box.scrollHeight > box.clientHeight + 1 && box.tabIndex < 0) say('a scrolling box cannot have the focus', box);
          }
          for (const target of all('.top a, .button, .chip')) {
            const box = target.getBoundingClientRect();
            if (!hidden(target) && (box.width < 24 || box.height < 24)) say('a target is smaller than 24 pixels (' + box.width + '×' + box.height + ')', target);
          }
          for (const link of all('a[href^="#"]'))
            if (!document.getElementById(link.getAttribute('href').slice(1))) say('a link leads nowhere', link);
          for (const cell of all('th')) if (!cell.scope) say('a heading of a table has no scope', cell);
          return found;
        }
        """;
}

<?php
/* Plugin Name: blog-search widget: search as you type, in place of the theme's search forms. */
defined('ABSPATH') || exit;

function blog_search_widget(string $form): string {
    if (!defined('BLOG_SEARCH_URL') || is_admin()) return $form;
    return sprintf('<blog-search lang="%s">%s</blog-search>', esc_attr(get_bloginfo('language')), $form);
}

add_filter('get_search_form', 'blog_search_widget');
add_filter('render_block_core/search', 'blog_search_widget');
add_action('wp_head', function (): void {
    if (!defined('BLOG_SEARCH_URL')) return;
    printf('<script type="module" src="%s"></script>' . "\n", esc_url(BLOG_SEARCH_URL . '/widget.js'));
});

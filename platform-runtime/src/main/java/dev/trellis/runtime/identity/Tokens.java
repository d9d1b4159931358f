package dev.trellis.runtime.identity;

/** What a sign-in or a refresh gives. */
record Tokens(
    Token access, long accessSeconds, Token refresh, long refreshSeconds, String csrfToken) {}

package dev.trellis.runtime.record;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class FilesTest extends FilesContract {}

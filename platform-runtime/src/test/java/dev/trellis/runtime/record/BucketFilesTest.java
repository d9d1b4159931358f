package dev.trellis.runtime.record;

import dev.trellis.runtime.file.store.BucketProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(BucketProfile.class)
class BucketFilesTest extends FilesContract {}
